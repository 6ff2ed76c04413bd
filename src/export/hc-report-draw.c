/* SPDX-License-Identifier: GPL-3.0-or-later */

/* Blocks flow down the pages: measured first, then drawn where they were measured. Points. */

#include "config.h"

#include "hc-report-private.h"

#include <glib/gi18n.h>
#include <math.h>
#include <pango/pangocairo.h>

#define TITLE_SIZE 16.0
#define STATUS_SIZE 20.0
#define HEADING_SIZE 12.0
#define TEXT_SIZE 10.0
#define NOTE_SIZE 9.0
#define FOOTER_HEIGHT 22.0
#define LINE_GAP 3.0
#define HEADING_GAP 12.0 /* before */
#define COLUMN_GAP 14.0
#define VALUE_SHARE 0.36 /* of the width, of a row's value */
#define CHART_ROWS 4     /* so many and their heading fill a page */
#define CHART_GAP 10.0
#define CHARTS_HEAD 60.0 /* their heading and its note */
#define POINTS_PER_PIXEL 0.75
#define INK 0.1
#define INK_NOTE 0.32

/* ---------------------------------------------------------------- texts */

static PangoLayout *
layout_new (cairo_t *cr, const char *text, double size, gboolean bold, double width)
{
  PangoLayout *layout = pango_cairo_create_layout (cr);
  PangoFontDescription *font = pango_font_description_from_string ("Sans");
  cairo_font_options_t *options = cairo_font_options_create ();

  /* the same line breaks on screen, paper and in files */
  cairo_font_options_set_hint_style (options, CAIRO_HINT_STYLE_NONE);
  cairo_font_options_set_hint_metrics (options, CAIRO_HINT_METRICS_OFF);
  pango_cairo_context_set_font_options (pango_layout_get_context (layout), options);
  pango_layout_context_changed (layout);
  cairo_font_options_destroy (options);
  pango_font_description_set_absolute_size (font, size * PANGO_SCALE);
  pango_font_description_set_weight (font, bold ? PANGO_WEIGHT_BOLD : PANGO_WEIGHT_NORMAL);
  pango_layout_set_font_description (layout, font);
  pango_font_description_free (font);
  pango_layout_set_width (layout, (int) (MAX (width, 1) * PANGO_SCALE));
  pango_layout_set_wrap (layout, PANGO_WRAP_WORD_CHAR);
  pango_layout_set_text (layout, text, -1);
  return layout;
}

typedef struct
{
  double size;
  gboolean bold;
  gboolean at_end; /* flush right */
  double ink;
} Type;

/* Its height; draws only with @ink. NULL takes no room. */
static double
place_text (
  cairo_t *cr, const char *text, Type type, double x, double y, double width, gboolean ink)
{
  PangoLayout *layout;
  PangoRectangle extents;

  if (text == NULL || *text == '\0')
    return 0;
  layout = layout_new (cr, text, type.size, type.bold, width);
  if (type.at_end)
    pango_layout_set_alignment (layout, PANGO_ALIGN_RIGHT);
  pango_layout_get_extents (layout, NULL, &extents);
  if (ink)
    {
      cairo_set_source_rgb (cr, type.ink, type.ink, type.ink);
      cairo_move_to (cr, x, y);
      pango_cairo_show_layout (cr, layout);
      cairo_new_path (cr);
    }
  g_object_unref (layout);
  return (double) extents.height / PANGO_SCALE;
}

static const Type title_type = { TITLE_SIZE, TRUE, FALSE, INK };
static const Type status_type = { STATUS_SIZE, TRUE, FALSE, INK };
static const Type heading_type = { HEADING_SIZE, TRUE, FALSE, INK };
static const Type text_type = { TEXT_SIZE, FALSE, FALSE, INK };
static const Type bold_type = { TEXT_SIZE, TRUE, FALSE, INK };
static const Type value_type = { TEXT_SIZE, TRUE, TRUE, INK };
static const Type note_type = { NOTE_SIZE, FALSE, FALSE, INK_NOTE };

/* ---------------------------------------------------------------- blocks */

/* All functions give the height, with what stands below, and draw only with @ink. */

static double
place_row (cairo_t *cr, const HcReportBlock *block, double y, double width, gboolean ink)
{
  double value_width = block->value != NULL ? width * VALUE_SHARE : 0;
  double text_width = width - value_width - (block->value != NULL ? COLUMN_GAP : 0);
  double left = place_text (cr, block->text, text_type, 0, y, text_width, ink);
  double right
    = place_text (cr, block->value, value_type, width - value_width, y, value_width, ink);
  double height = MAX (left, right);

  height += place_text (cr, block->note, note_type, 0, y + height, width, ink);
  return height + LINE_GAP;
}

static double
place_heading (cairo_t *cr, const HcReportBlock *block, double y, double width, gboolean ink)
{
  double top = y + HEADING_GAP;
  double height = place_text (cr, block->text, heading_type, 0, top, width, ink);

  if (ink)
    {
      cairo_set_line_width (cr, 0.5);
      cairo_set_source_rgb (cr, 0.6, 0.6, 0.6);
      cairo_move_to (cr, 0, top + height + 2);
      cairo_line_to (cr, width, top + height + 2);
      cairo_stroke (cr);
    }
  return HEADING_GAP + height + 6;
}

static double
place_pair (
  cairo_t *cr, const HcReportBlock *block, Type first, double y, double width, gboolean ink)
{
  double height = place_text (cr, block->text, first, 0, y, width, ink);

  height += place_text (cr, block->note, text_type, 0, y + height, width, ink);
  return height + LINE_GAP * 2;
}

static void
draw_chart (
  cairo_t *cr, const HcReportChart *chart, double x, double y, double width, double height)
{
  HcChartStyle style = hc_chart_style_paper ();
  double bottom = y + height;

  y += place_text (cr, chart->title, bold_type, x, y, width, TRUE);
  y += place_text (cr, chart->figure, text_type, x, y, width, TRUE);
  y += place_text (cr, chart->note, note_type, x, y, width, TRUE) + LINE_GAP;
  if (chart->plot == NULL)
    return;
  cairo_save (cr);
  cairo_translate (cr, x, y);
  cairo_rectangle (cr, 0, 0, width, bottom - y);
  cairo_clip (cr);
  cairo_scale (cr, POINTS_PER_PIXEL, POINTS_PER_PIXEL);
  hc_plot_draw_page (cr, hc_plot_build_plot (chart->plot), width / POINTS_PER_PIXEL,
                     (bottom - y) / POINTS_PER_PIXEL, &style);
  cairo_restore (cr);
}

static double
place_charts (
  cairo_t *cr, const HcReportBlock *block, double y, double width, double page, gboolean ink)
{
  double height = (page - CHARTS_HEAD) / CHART_ROWS;
  double cell = (width - COLUMN_GAP) / 2;

  for (guint i = 0; ink && i < 2; i++)
    if (block->charts[i].title != NULL)
      draw_chart (cr, &block->charts[i], i * (cell + COLUMN_GAP), y, cell, height - CHART_GAP);
  return height;
}

/* @page: the height that blocks have on a page. */
static double
place (cairo_t *cr, const HcReportBlock *block, double y, double width, double page, gboolean ink)
{
  switch (block->kind)
    {
    case HC_REPORT_TITLE:
      return place_pair (cr, block, title_type, y, width, ink);
    case HC_REPORT_STATUS:
      return place_pair (cr, block, status_type, y, width, ink);
    case HC_REPORT_HEADING:
      return place_heading (cr, block, y, width, ink);
    case HC_REPORT_TEXT:
      return place_text (cr, block->text, text_type, 0, y, width, ink) + LINE_GAP;
    case HC_REPORT_NOTE:
      return place_text (cr, block->text, note_type, 0, y, width, ink) + LINE_GAP;
    case HC_REPORT_ROW:
      return place_row (cr, block, y, width, ink);
    case HC_REPORT_CHARTS:
      return place_charts (cr, block, y, width, page, ink);
    }
  g_return_val_if_reached (0);
}

/* ---------------------------------------------------------------- pages */

/* A heading does not stand alone at the end of a page. */
static double
needed (const HcReport *self, cairo_t *cr, guint i, double width, double page)
{
  const HcReportBlock *block = g_ptr_array_index (self->blocks, i);
  double height = place (cr, block, 0, width, page, FALSE);

  if (block->kind == HC_REPORT_HEADING && i + 1 < self->blocks->len)
    height += place (cr, g_ptr_array_index (self->blocks, i + 1), 0, width, page, FALSE);
  return height;
}

/* Draws page @wanted, none when it is −1; how many there are. */
static guint
flow (const HcReport *self, cairo_t *cr, double width, double height, int wanted)
{
  double page_height = height - FOOTER_HEIGHT, y = 0;
  int page = 0;

  for (guint i = 0; i < self->blocks->len; i++)
    {
      const HcReportBlock *block = g_ptr_array_index (self->blocks, i);

      if (y > 0 && (block->new_page ||
                    y + needed (self, cr, i, width, page_height) > page_height + 0.5))
        {
          page++;
          y = 0;
        }
      y += place (cr, block, y, width, page_height, page == wanted);
    }
  return (guint) page + 1;
}

guint
hc_report_count_pages (const HcReport *self, cairo_t *cr, double width, double height)
{
  return flow (self, cr, width, height, -1);
}

void
hc_report_draw_page (const HcReport *self, cairo_t *cr, double width, double height, guint page)
{
  guint n = flow (self, cr, width, height, (int) page);
  g_autofree char *number = g_strdup_printf (_("Page %u of %u"), page + 1, n);
  Type end = note_type;
  double y = height - FOOTER_HEIGHT + 8;

  end.at_end = TRUE;
  place_text (cr, self->title, note_type, 0, y, width * 0.75, TRUE);
  place_text (cr, number, end, width * 0.75, y, width * 0.25, TRUE);
}
