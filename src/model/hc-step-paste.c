/* SPDX-License-Identifier: GPL-3.0-or-later */

#include "config.h"

#include "hc-step-paste.h"

#include <glib/gi18n.h>
#include <string.h>

#define MAX_STEPS 200

/* ---------------------------------------------------------------- cells */

/* One cell from @p on; @end: behind it, at a tab, a line end or the end. Line ends inside a quoted
 * cell become blanks. */
static char *
read_cell (const char *p, const char **end)
{
  g_autoptr (GString) cell = g_string_new (NULL);
  gboolean quoted = *p == '"' && strchr (p + 1, '"') != NULL;

  if (!quoted)
    {
      gsize n = strcspn (p, "\t\r\n");

      *end = p + n;
      return g_strstrip (g_strndup (p, n));
    }
  for (p++; *p != '\0' && (*p != '"' || p[1] == '"'); p++)
    {
      if (*p == '"')
        p++;
      g_string_append_c (cell, strchr ("\t\r\n", *p) != NULL ? ' ' : *p);
    }
  if (*p == '"')
    p++;
  *end = p + strcspn (p, "\t\r\n");
  return g_strstrip (g_string_free (g_steal_pointer (&cell), FALSE));
}

/* Lines of cells: GPtrArray of GPtrArray of char *; lines without any text are left out. */
static GPtrArray *
read_lines (const char *p)
{
  GPtrArray *lines = g_ptr_array_new_with_free_func ((GDestroyNotify) g_ptr_array_unref);

  while (*p != '\0')
    {
      GPtrArray *line = g_ptr_array_new_with_free_func (g_free);
      gboolean any = FALSE;

      for (;;)
        {
          char *cell = read_cell (p, &p);

          any = any || *cell != '\0';
          g_ptr_array_add (line, cell);
          if (*p != '\t')
            break;
          p++;
        }
      p += *p == '\r' && p[1] == '\n' ? 2 : *p != '\0';
      if (any)
        g_ptr_array_add (lines, line);
      else
        g_ptr_array_unref (line);
    }
  return lines;
}

/* ---------------------------------------------------------------- meaning */

/* “3”, “3.”, “3)”, “#3” and what follows the number; NULL: @text does not begin with one. */
static const char *
behind_number (const char *text)
{
  const char *p = *text == '#' ? text + 1 : text;
  const char *digits = p;

  while (g_ascii_isdigit (*p))
    p++;
  if (p == digits || p - digits > 3)
    return NULL;
  if (*p == '\0')
    return p;
  if ((*p == '.' || *p == ')' || *p == ':') && (p[1] == ' ' || p[1] == '\0'))
    return p + strspn (p + 1, " ") + 1;
  return NULL;
}

static gboolean
same_word (const char *a, const char *b)
{
  g_autofree char *x = g_utf8_casefold (a, -1);
  g_autofree char *y = g_utf8_casefold (b, -1);

  return g_str_equal (x, y);
}

static gboolean
is_one_of (const char *text, const char *const *words)
{
  for (guint i = 0; words[i] != NULL; i++)
    if (same_word (text, words[i]))
      return TRUE;
  return FALSE;
}

static gboolean
is_heading (GPtrArray *line)
{
  const char *const words[] = { "step", "steps", "name", "step name", _("Step"), _("Steps"),
                                _("Name"), NULL };

  for (guint i = 0; i < line->len; i++)
    if (is_one_of (g_ptr_array_index (line, i), words))
      return TRUE;
  return FALSE;
}

/* “Exception” in a column of its own says yes. */
static gboolean
read_exception (const char *cell, char **out)
{
  const HcRecordType *type = hc_record_type ("workflow_step");
  const HcField *field = &type->fields[hc_record_type_field (type, "is_exception")];
  const char *const words[] = { "exception", "exception path", "x", _("Exception"),
                                _("Exception Path"), NULL };

  if (is_one_of (cell, words))
    {
      *out = g_strdup ("1");
      return TRUE;
    }
  return hc_field_parse (field, cell, out, NULL) && *out != NULL;
}

static void
read_further (HcStepPaste *self, HcRecordData *step, const char *cell)
{
  const HcField *changed = &step->type->fields[hc_record_type_field (step->type, "changed")];
  g_autofree char *value = NULL;

  if (*cell == '\0')
    return;
  if (hc_field_parse (changed, cell, &value, NULL) && value != NULL)
    hc_record_data_set (step, "changed", value);
  else if (read_exception (cell, &value))
    hc_record_data_set (step, "is_exception", value);
  else
    g_ptr_array_add (self->notes,
                     /* TRANSLATORS: a cell, then the name of the step in its line */
                     g_strdup_printf (_("“%s” beside “%s” is left out: it says neither what changed "
                                        "nor whether it is an exception path."),
                                      cell, hc_record_data_title (step)));
}

static void
read_step (HcStepPaste *self, GPtrArray *line, const char *workflow_id)
{
  g_autoptr (HcRecordData) step = hc_record_data_new (hc_record_type ("workflow_step"));
  g_autoptr (GError) error = NULL;
  const char *name = NULL;
  guint i;

  for (i = 0; i < line->len && (name == NULL || *name == '\0'); i++)
    {
      const char *behind = behind_number (g_ptr_array_index (line, i));

      name = behind != NULL ? behind : g_ptr_array_index (line, i);
    }
  if (name == NULL || *name == '\0' || (self->steps->len == 0 && is_heading (line)))
    return;
  hc_record_data_set (step, "workflow_id", workflow_id);
  hc_record_data_set (step, "name", name);
  for (; i < line->len; i++)
    read_further (self, step, g_ptr_array_index (line, i));
  if (hc_record_data_check (step, &error))
    g_ptr_array_add (self->steps, g_steal_pointer (&step));
  else
    g_ptr_array_add (self->notes, g_strdup (error->message));
}

HcStepPaste *
hc_step_paste_parse (const char *text, const char *workflow_id)
{
  HcStepPaste *self = g_new0 (HcStepPaste, 1);
  g_autoptr (GPtrArray) lines = read_lines (text);

  self->steps = g_ptr_array_new_with_free_func ((GDestroyNotify) hc_record_data_free);
  self->notes = g_ptr_array_new_with_free_func (g_free);
  for (guint i = 0; i < lines->len && self->steps->len < MAX_STEPS; i++)
    read_step (self, g_ptr_array_index (lines, i), workflow_id);
  if (self->steps->len == MAX_STEPS)
    g_ptr_array_add (self->notes, g_strdup_printf (_("Only the first %d steps are taken."),
                                                   MAX_STEPS));
  return self;
}

void
hc_step_paste_free (HcStepPaste *self)
{
  g_clear_pointer (&self->steps, g_ptr_array_unref);
  g_clear_pointer (&self->notes, g_ptr_array_unref);
  g_free (self);
}
