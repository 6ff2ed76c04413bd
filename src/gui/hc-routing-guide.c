/* SPDX-License-Identifier: GPL-3.0-or-later */

#include "config.h"

#include "hc-routing-guide.h"

#include <glib/gi18n.h>

#include "hc-escalation-row.h"

#define LARGEST_TEXT 10.0
#define SMALLEST_TEXT 6.5
#define TEXT_STEP 0.5
#define CELL_PADDING 4.0
#define HAIRLINE 0.5
#define SECOND 0.4 /* grey of second texts */

static const double shares[HC_GUIDE_N_COLUMNS] = { .21, .17, .26, .36 };
static const char *const titles[HC_GUIDE_N_COLUMNS] = { N_("Area"), N_("Gets it: Responsible"),
                                                        N_("Decides: Accountable (Deputy)"),
                                                        N_("If Stuck and Critical") };

/* ---------------------------------------------------------------- rows */

void
hc_guide_row_free (HcGuideRow *self)
{
  for (guint i = 0; i < HC_GUIDE_N_COLUMNS; i++)
    g_free (self->texts[i]);
  g_free (self);
}

static const HcRecordData *
find (GPtrArray *records, const char *id)
{
  for (guint i = 0; id != NULL && i < records->len; i++)
    if (g_strcmp0 (((HcRecordData *) g_ptr_array_index (records, i))->id, id) == 0)
      return g_ptr_array_index (records, i);
  return NULL;
}

static const char *
text_of (const HcRecordData *record, const char *field)
{
  const char *text = record != NULL ? hc_record_data_get (record, field) : NULL;

  return text != NULL ? text : "";
}

static void
append (GString *out, const char *separator, const char *text)
{
  if (*text == '\0')
    return;
  if (out->len > 0)
    g_string_append (out, separator);
  g_string_append (out, text);
}

static char *
finish (GString *out)
{
  if (out->len == 0)
    g_string_append (out, "–");
  return g_string_free (out, FALSE);
}

static char *
responsible_text (const HcOwnershipPlan *plan, const char *duty_id)
{
  g_autoptr (GPtrArray) roles = hc_ownership_roles (plan, duty_id, "R");
  GString *out = g_string_new (NULL);

  for (guint i = 0; i < roles->len; i++)
    {
      const char *team_id = text_of (g_ptr_array_index (roles, i), "team_id");

      append (out, ", ", text_of (find (plan->teams, team_id), "name"));
    }
  return finish (out);
}

static char *
accountable_text (const HcOwnershipPlan *plan, const char *duty_id)
{
  g_autoptr (GPtrArray) roles = hc_ownership_roles (plan, duty_id, "A");
  GString *out = g_string_new (NULL);

  for (guint i = 0; i < roles->len; i++)
    {
      const HcRecordData *role = g_ptr_array_index (roles, i);
      const HcRecordData *person = find (plan->people, text_of (role, "person_id"));
      const HcRecordData *deputy = find (plan->people, text_of (person, "deputy_id"));

      append (out, "; ", text_of (find (plan->teams, text_of (role, "team_id")), "name"));
      append (out, ": ", text_of (person, "name"));
      if (deputy != NULL)
        g_string_append_printf (out, " (%s)", text_of (deputy, "name"));
    }
  return finish (out);
}

static char *
escalation_text (const HcOwnershipPlan *plan, const char *duty_id)
{
  g_autoptr (GPtrArray) path = hc_ownership_path (plan, duty_id, "critical", NULL);
  GString *out = g_string_new (NULL);
  const HcRecordData *level = path->len > 0 ? g_ptr_array_index (path, 0) : NULL;
  const HcRecordData *person = find (plan->people, text_of (level, "person_id"));
  g_autofree char *limit = level != NULL ? hc_escalation_limit_text (level) : NULL;
  const char *hours = text_of (level, "hours");

  append (out, "", text_of (find (plan->teams, text_of (level, "team_id")), "name"));
  append (out, ": ", text_of (person, "name"));
  append (out, ", ", text_of (person, *text_of (person, "phone") != '\0' ? "phone" : "email"));
  append (out, ", ", text_of (level, "channel"));
  append (out, ", ", *hours != '\0' ? hours : text_of (person, "hours"));
  if (limit != NULL)
    {
      g_autofree char *within = g_strdup_printf (_("within %s"), limit);

      append (out, ", ", within);
    }
  return finish (out);
}

GPtrArray *
hc_routing_guide_rows (const HcOwnershipPlan *plan)
{
  GPtrArray *rows = g_ptr_array_new_with_free_func ((GDestroyNotify) hc_guide_row_free);

  for (guint i = 0; i < plan->duties->len; i++)
    {
      const HcRecordData *duty = g_ptr_array_index (plan->duties, i);
      HcGuideRow *row = g_new0 (HcGuideRow, 1);

      row->texts[HC_GUIDE_AREA] = g_strdup (hc_record_data_title (duty));
      row->texts[HC_GUIDE_RESPONSIBLE] = responsible_text (plan, duty->id);
      row->texts[HC_GUIDE_ACCOUNTABLE] = accountable_text (plan, duty->id);
      row->texts[HC_GUIDE_ESCALATION] = escalation_text (plan, duty->id);
      g_ptr_array_add (rows, row);
    }
  return rows;
}

/* ---------------------------------------------------------------- layout */

typedef struct
{
  cairo_t *cr;
  PangoLayout *layout;
  double width;
  double height;
  double size; /* of text */
} Sheet;

static void
sheet_init (Sheet *self, cairo_t *cr, double width, double height)
{
  *self = (Sheet){ cr, pango_cairo_create_layout (cr), width, height, LARGEST_TEXT };
  pango_layout_set_wrap (self->layout, PANGO_WRAP_WORD_CHAR);
}

static void
set_text (Sheet *self, const char *text, double size, gboolean bold, double width)
{
  g_autoptr (PangoFontDescription) font = pango_font_description_from_string ("Cantarell, Sans");

  pango_font_description_set_absolute_size (font, size * PANGO_SCALE);
  pango_font_description_set_weight (font, bold ? PANGO_WEIGHT_BOLD : PANGO_WEIGHT_NORMAL);
  pango_layout_set_font_description (self->layout, font);
  pango_layout_set_width (self->layout, (int) (width * PANGO_SCALE));
  pango_layout_set_text (self->layout, text, -1);
}

static double
text_height (Sheet *self)
{
  int height;

  pango_layout_get_size (self->layout, NULL, &height);
  return height / (double) PANGO_SCALE;
}

static double
column_width (Sheet *self, guint column)
{
  return self->width * shares[column] - 2 * CELL_PADDING;
}

static double
row_height (Sheet *self, const char *const *texts, gboolean bold)
{
  double height = 0;

  for (guint i = 0; i < HC_GUIDE_N_COLUMNS; i++)
    {
      set_text (self, texts[i], self->size, bold || i == 0, column_width (self, i));
      height = MAX (height, text_height (self));
    }
  return height + CELL_PADDING;
}

static void
translate_titles (const char **out)
{
  for (guint i = 0; i < HC_GUIDE_N_COLUMNS; i++)
    out[i] = _(titles[i]);
}

/* Title, subtitle and the header of the table. */
static double
top_height (Sheet *self, const HcGuide *guide)
{
  const char *headers[HC_GUIDE_N_COLUMNS];
  double height;

  translate_titles (headers);
  set_text (self, guide->title, LARGEST_TEXT * 1.6, TRUE, self->width);
  height = text_height (self);
  set_text (self, guide->subtitle, LARGEST_TEXT * .9, FALSE, self->width);
  return height + text_height (self) + 2 * CELL_PADDING + row_height (self, headers, TRUE);
}

/* The row after the last one that fits under the top, beginning at @first; at least one goes. */
static guint
end_of_page (Sheet *self, const HcGuide *guide, guint first)
{
  double y = top_height (self, guide);
  guint i = first;

  for (; i < guide->rows->len; i++)
    {
      const HcGuideRow *row = g_ptr_array_index (guide->rows, i);

      y += row_height (self, (const char *const *) row->texts, FALSE);
      if (y > self->height && i > first)
        break;
    }
  return i;
}

/* As large as it can be and still be one page, else the smallest. */
static void
choose_size (Sheet *self, const HcGuide *guide)
{
  for (self->size = LARGEST_TEXT; self->size > SMALLEST_TEXT; self->size -= TEXT_STEP)
    if (end_of_page (self, guide, 0) >= guide->rows->len)
      return;
}

guint
hc_routing_guide_pages (const HcGuide *guide, cairo_t *cr, double width, double height)
{
  Sheet sheet;
  guint pages = 0;

  sheet_init (&sheet, cr, width, height);
  choose_size (&sheet, guide);
  for (guint first = 0; first < guide->rows->len; pages++)
    first = end_of_page (&sheet, guide, first);
  g_object_unref (sheet.layout);
  return MAX (pages, 1);
}

/* ---------------------------------------------------------------- ink */

static void
show (Sheet *self, double x, double y, double grey)
{
  cairo_set_source_rgb (self->cr, grey, grey, grey);
  cairo_move_to (self->cr, x, y);
  pango_cairo_show_layout (self->cr, self->layout);
}

static void
rule (Sheet *self, double y, double line)
{
  cairo_set_source_rgb (self->cr, SECOND, SECOND, SECOND);
  cairo_set_line_width (self->cr, line);
  cairo_move_to (self->cr, 0, y);
  cairo_line_to (self->cr, self->width, y);
  cairo_stroke (self->cr);
}

static double
draw_row (Sheet *self, const char *const *texts, gboolean bold, double y)
{
  double x = 0;

  for (guint i = 0; i < HC_GUIDE_N_COLUMNS; i++)
    {
      set_text (self, texts[i], self->size, bold || i == 0, column_width (self, i));
      show (self, x + CELL_PADDING, y + CELL_PADDING / 2, 0);
      x += self->width * shares[i];
    }
  return y + row_height (self, texts, bold);
}

static double
draw_top (Sheet *self, const HcGuide *guide)
{
  const char *headers[HC_GUIDE_N_COLUMNS];
  double y;

  translate_titles (headers);
  set_text (self, guide->title, LARGEST_TEXT * 1.6, TRUE, self->width);
  show (self, 0, 0, 0);
  y = text_height (self);
  set_text (self, guide->subtitle, LARGEST_TEXT * .9, FALSE, self->width);
  show (self, 0, y, SECOND);
  y = draw_row (self, headers, TRUE, y + text_height (self) + 2 * CELL_PADDING);
  rule (self, y, 2 * HAIRLINE);
  return y;
}

void
hc_routing_guide_draw (
  const HcGuide *guide, cairo_t *cr, double width, double height, guint page)
{
  Sheet sheet;
  guint first = 0, end;
  double y;

  sheet_init (&sheet, cr, width, height);
  choose_size (&sheet, guide);
  for (guint i = 0; i < page; i++)
    first = end_of_page (&sheet, guide, first);
  end = end_of_page (&sheet, guide, first);
  y = draw_top (&sheet, guide);
  for (guint i = first; i < end; i++)
    {
      const HcGuideRow *row = g_ptr_array_index (guide->rows, i);

      y = draw_row (&sheet, (const char *const *) row->texts, FALSE, y);
      rule (&sheet, y, HAIRLINE);
    }
  g_object_unref (sheet.layout);
}

static guint
count_cb (gconstpointer what, cairo_t *cr, double width, double height)
{
  return hc_routing_guide_pages (what, cr, width, height);
}

static void
draw_cb (gconstpointer what, cairo_t *cr, double width, double height, guint page)
{
  hc_routing_guide_draw (what, cr, width, height, page);
}

HcPrint
hc_routing_guide_print (HcGuide *guide)
{
  return (HcPrint){
    .title = guide->title,
    .window_title = _("Routing Guide"),
    .save_title = _("Save Routing Guide"),
    .saved = _("Routing guide saved"),
    .print_failed = _("The Guide Could Not Be Printed"),
    .save_failed = _("The Guide Could Not Be Saved"),
    .orientation = GTK_PAGE_ORIENTATION_LANDSCAPE,
    .count = count_cb,
    .draw = draw_cb,
    .what = guide,
  };
}
