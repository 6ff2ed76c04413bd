/* SPDX-License-Identifier: GPL-3.0-or-later */

#include "config.h"

#include "hc-raci-matrix-private.h"

#include <glib/gi18n.h>
#include <string.h>

#define MIN_NAME_CHARS 14
#define MAX_NAME_CHARS 28
#define MIN_TITLE_CHARS 7
#define MAX_TITLE_CHARS 12
#define CHECK_CHARS 18

/* ---------------------------------------------------------------- what there is */

static gboolean
is_shown (HcRaciMatrix *self, const HcRecordData *duty)
{
  g_autofree char *name = NULL;

  if (self->filter == NULL)
    return TRUE;
  name = g_utf8_casefold (hc_record_data_title (duty), -1);
  return strstr (name, self->filter) != NULL;
}

static gboolean
is_hot_path (const HcRecordData *duty)
{
  return g_strcmp0 (hc_record_data_get (duty, "area"), "workflow") == 0;
}

/* The heading above @duty; NULL: none. */
static const char *
heading (const HcRecordData *duty, const HcRecordData *before)
{
  if (is_hot_path (duty))
    return before == NULL || !is_hot_path (before) ? _("Hot paths") : NULL;
  return before != NULL && is_hot_path (before) ? _("Other rows") : NULL;
}

/* Ids and texts that widgets are built of; letters and checks only change what they show. */
static GStrv
dup_shape (HcRaciMatrix *self, const HcOwnershipPlan *plan)
{
  GPtrArray *parts = g_ptr_array_new ();

  for (guint i = 0; i < plan->teams->len; i++)
    {
      const HcRecordData *team = g_ptr_array_index (plan->teams, i);

      g_ptr_array_add (parts, g_strconcat (team->id, " ", hc_record_data_title (team), NULL));
    }
  for (guint i = 0; i < plan->duties->len; i++)
    {
      const HcRecordData *duty = g_ptr_array_index (plan->duties, i);

      if (is_shown (self, duty))
        g_ptr_array_add (parts, g_strconcat (duty->id, " ", hc_record_data_get (duty, "area"), " ",
                                             hc_record_data_title (duty), NULL));
    }
  g_ptr_array_add (parts, NULL);
  return (GStrv) g_ptr_array_free (parts, FALSE);
}

/* ---------------------------------------------------------------- widgets */

static void
clear_box (GtkWidget *box)
{
  GtkWidget *child;

  while ((child = gtk_widget_get_first_child (box)) != NULL)
    gtk_box_remove (GTK_BOX (box), child);
}

/* No word is broken that is not very long. */
static int
title_chars (const char *text)
{
  g_auto (GStrv) words = g_strsplit_set (text, " -/", -1);
  glong longest = 0;

  for (guint i = 0; words[i] != NULL; i++)
    longest = MAX (longest, g_utf8_strlen (words[i], -1));
  return (int) CLAMP (longest, MIN_TITLE_CHARS, MAX_TITLE_CHARS);
}

static GtkWidget *
title_label (const char *text)
{
  GtkWidget *label = gtk_label_new (text);

  gtk_label_set_wrap (GTK_LABEL (label), TRUE);
  gtk_label_set_wrap_mode (GTK_LABEL (label), PANGO_WRAP_WORD_CHAR);
  gtk_label_set_lines (GTK_LABEL (label), 3);
  gtk_label_set_ellipsize (GTK_LABEL (label), PANGO_ELLIPSIZE_END);
  gtk_label_set_justify (GTK_LABEL (label), GTK_JUSTIFY_CENTER);
  gtk_label_set_width_chars (GTK_LABEL (label), title_chars (text));
  gtk_label_set_max_width_chars (GTK_LABEL (label), title_chars (text));
  gtk_widget_set_tooltip_text (label, text);
  gtk_widget_add_css_class (label, "caption-heading");
  gtk_widget_add_css_class (label, "hc-second");
  gtk_widget_add_css_class (label, "hc-raci-title");
  return label;
}

/* Wide enough for the longest name in one line, as far as that is reasonable. */
static int
name_chars (const HcOwnershipPlan *plan)
{
  glong longest = 0;

  for (guint i = 0; i < plan->duties->len; i++)
    longest =
      MAX (longest, g_utf8_strlen (hc_record_data_title (g_ptr_array_index (plan->duties, i)), -1));
  return (int) CLAMP (longest, MIN_NAME_CHARS, MAX_NAME_CHARS);
}

static GtkWidget *
name_label (const char *text, int chars)
{
  GtkWidget *label = gtk_label_new (text);

  gtk_label_set_xalign (GTK_LABEL (label), 0);
  gtk_label_set_wrap (GTK_LABEL (label), TRUE);
  gtk_label_set_wrap_mode (GTK_LABEL (label), PANGO_WRAP_WORD_CHAR);
  gtk_label_set_lines (GTK_LABEL (label), 2);
  gtk_label_set_ellipsize (GTK_LABEL (label), PANGO_ELLIPSIZE_END);
  gtk_label_set_width_chars (GTK_LABEL (label), chars);
  gtk_label_set_max_width_chars (GTK_LABEL (label), chars);
  gtk_widget_set_tooltip_text (label, text);
  gtk_widget_add_css_class (label, "hc-raci-name");
  return label;
}

static GtkWidget *
check_box (void)
{
  GtkWidget *box = gtk_box_new (GTK_ORIENTATION_HORIZONTAL, 6);
  GtkWidget *icon = gtk_image_new_from_icon_name ("emblem-ok-symbolic");
  GtkWidget *label = gtk_label_new (NULL);

  gtk_label_set_xalign (GTK_LABEL (label), 0);
  gtk_label_set_ellipsize (GTK_LABEL (label), PANGO_ELLIPSIZE_END);
  gtk_label_set_max_width_chars (GTK_LABEL (label), CHECK_CHARS);
  gtk_widget_add_css_class (label, "caption");
  gtk_box_append (GTK_BOX (box), icon);
  gtk_box_append (GTK_BOX (box), label);
  gtk_widget_add_css_class (box, "hc-raci-check");
  return box;
}

static void
add_heading (HcRaciMatrix *self, const char *text)
{
  GtkWidget *const boxes[] = { self->names, self->body, self->checks };
  g_autoptr (GtkSizeGroup) group = gtk_size_group_new (GTK_SIZE_GROUP_VERTICAL);

  for (guint i = 0; i < G_N_ELEMENTS (boxes); i++)
    {
      GtkWidget *label = gtk_label_new (i == 0 ? text : NULL);

      gtk_label_set_xalign (GTK_LABEL (label), 0);
      gtk_widget_add_css_class (label, "caption-heading");
      gtk_widget_add_css_class (label, "hc-second");
      gtk_widget_add_css_class (label, "hc-raci-heading");
      gtk_size_group_add_widget (group, label);
      gtk_box_append (GTK_BOX (boxes[i]), label);
    }
}

static HcRaciCell *
append_cell (HcRaciMatrix *self, GPtrArray *cells, GtkWidget *box, GtkWidget *cell)
{
  gtk_box_append (GTK_BOX (box), cell);
  g_ptr_array_add (cells, cell);
  hc_raci_matrix_add_cell (self, HC_RACI_CELL (cell));
  return HC_RACI_CELL (cell);
}

static void
add_row (
  HcRaciMatrix *self, const HcRecordData *duty, GPtrArray *teams, GPtrArray *groups, int chars)
{
  GPtrArray *cells = g_ptr_array_new ();
  GtkWidget *row = gtk_box_new (GTK_ORIENTATION_HORIZONTAL, 0);
  GtkWidget *const panes[] = {
    hc_raci_cell_new (duty->id, NULL, name_label (hc_record_data_title (duty), chars)),
    row,
    hc_raci_cell_new (duty->id, NULL, check_box ()),
  };
  g_autoptr (GtkSizeGroup) height = gtk_size_group_new (GTK_SIZE_GROUP_VERTICAL);

  for (guint i = 0; i < G_N_ELEMENTS (panes); i++)
    {
      gtk_widget_add_css_class (panes[i], "hc-raci-row");
      gtk_size_group_add_widget (height, panes[i]);
    }
  append_cell (self, cells, self->names, panes[0]);
  gtk_box_append (GTK_BOX (self->body), row);
  for (guint i = 0; i < teams->len; i++)
    {
      const HcRecordData *team = g_ptr_array_index (teams, i);
      HcRaciCell *cell =
        append_cell (self, cells, row, hc_raci_cell_new (duty->id, team->id, NULL));

      gtk_size_group_add_widget (g_ptr_array_index (groups, i), GTK_WIDGET (cell));
    }
  append_cell (self, cells, self->checks, panes[2]);
  g_ptr_array_add (self->rows, cells);
}

static void
build_header (HcRaciMatrix *self, GPtrArray *teams, GPtrArray *groups)
{
  for (guint i = 0; i < teams->len; i++)
    {
      GtkWidget *label = title_label (hc_record_data_title (g_ptr_array_index (teams, i)));
      GtkSizeGroup *group = gtk_size_group_new (GTK_SIZE_GROUP_HORIZONTAL);

      gtk_size_group_add_widget (group, label);
      g_ptr_array_add (groups, group);
      gtk_box_append (GTK_BOX (self->header), label);
    }
}

static void
rebuild (HcRaciMatrix *self, const HcOwnershipPlan *plan)
{
  g_autoptr (GPtrArray) groups = g_ptr_array_new_with_free_func (g_object_unref);
  const HcRecordData *before = NULL;
  int chars = name_chars (plan);

  g_ptr_array_set_size (self->rows, 0);
  clear_box (self->header);
  clear_box (self->names);
  clear_box (self->body);
  clear_box (self->checks);
  build_header (self, plan->teams, groups);
  for (guint i = 0; i < plan->duties->len; i++)
    {
      const HcRecordData *duty = g_ptr_array_index (plan->duties, i);

      if (!is_shown (self, duty))
        continue;
      if (heading (duty, before) != NULL)
        add_heading (self, heading (duty, before));
      add_row (self, duty, plan->teams, groups, chars);
      before = duty;
    }
}

/* ---------------------------------------------------------------- what cells show */

static void
show_letters (HcRaciMatrix *self, HcRaciCell *cell)
{
  const char *duty = hc_raci_cell_duty (cell), *team = hc_raci_cell_team (cell);
  g_autofree char *name = hc_ownership_model_cell_text (self->model, duty, team);
  guint letters = 0;

  for (guint i = 0; i < HC_RACI_N_LETTERS; i++)
    if (hc_ownership_model_has (self->model, duty, team, hc_raci_letters[i]))
      letters |= 1u << i;
  hc_raci_cell_set_letters (cell, letters);
  hc_raci_cell_set_name (cell, name);
}

/* All reasons of the row; *@brief is the first one's. NULL: nothing is wrong. */
static char *
dup_reasons (HcRaciMatrix *self, const char *duty_id, const char **brief, guint *n)
{
  const HcOwnershipPlan *plan = hc_ownership_model_plan (self->model);
  GPtrArray *findings = hc_ownership_model_findings (self->model);
  GString *out = g_string_new (NULL);

  *n = 0;
  for (guint i = 0; i < findings->len; i++)
    {
      const HcOwnershipFinding *finding = g_ptr_array_index (findings, i);

      if (!hc_ownership_concerns (plan, finding, duty_id))
        continue;
      if ((*n)++ == 0)
        *brief = finding->brief;
      g_string_append_printf (out, "%s%s", out->len > 0 ? "\n" : "", finding->reason);
    }
  return g_string_free (out, *n == 0);
}

static void
show_check (HcRaciMatrix *self, HcRaciCell *cell)
{
  const char *brief = NULL, *row;
  guint n;
  g_autofree char *reasons = dup_reasons (self, hc_raci_cell_duty (cell), &brief, &n);
  g_autofree char *more = NULL;
  g_autofree char *spoken = NULL;
  GtkWidget *icon = gtk_widget_get_first_child (hc_raci_cell_child (cell));
  GtkWidget *label = gtk_widget_get_last_child (hc_raci_cell_child (cell));

  row = hc_ownership_model_title (self->model, "duty", hc_raci_cell_duty (cell));
  gtk_image_set_from_icon_name (GTK_IMAGE (icon),
                                n > 0 ? "dialog-warning-symbolic" : "emblem-ok-symbolic");
  gtk_widget_remove_css_class (icon, n > 0 ? "hc-good" : "hc-warn");
  gtk_widget_add_css_class (icon, n > 0 ? "hc-warn" : "hc-good");
  if (n > 1)
    /* TRANSLATORS: the first thing to check of a row, and how many more */
    more = g_strdup_printf (_("%s (+%u)"), brief, n - 1);
  gtk_label_set_text (GTK_LABEL (label), n > 1 ? more : n == 1 ? brief : "");
  gtk_widget_set_tooltip_text (GTK_WIDGET (cell), reasons);
  spoken = n > 0 ? g_strdup_printf (_("%s, check: %s"), row, reasons)
                 : g_strdup_printf (_("%s, check: in order"), row);
  hc_raci_cell_set_name (cell, spoken);
}

static void
show_row (HcRaciMatrix *self, GPtrArray *cells)
{
  HcRaciCell *name = g_ptr_array_index (cells, 0);

  hc_raci_cell_set_name (
    name, hc_ownership_model_title (self->model, "duty", hc_raci_cell_duty (name)));
  for (guint i = 1; i + 1 < cells->len; i++)
    show_letters (self, g_ptr_array_index (cells, i));
  show_check (self, g_ptr_array_index (cells, cells->len - 1));
}

void
hc_raci_matrix_update_rows (HcRaciMatrix *self)
{
  const HcOwnershipPlan *plan = hc_ownership_model_plan (self->model);
  g_auto (GStrv) shape = dup_shape (self, plan);

  if (self->shape == NULL || !g_strv_equal ((const char *const *) shape,
                                            (const char *const *) self->shape))
    {
      rebuild (self, plan);
      g_strfreev (self->shape);
      self->shape = g_steal_pointer (&shape);
    }
  for (guint i = 0; i < self->rows->len; i++)
    show_row (self, g_ptr_array_index (self->rows, i));
}
