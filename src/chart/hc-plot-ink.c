/* SPDX-License-Identifier: GPL-3.0-or-later */

/* Colours, dashes, markers and texts of the large charts (visual.md §7). */

#include "config.h"

#include "hc-plot-private.h"

#include <math.h>
#include <string.h>

#define MARKER 3.0
#define LINE 2.0

void
hc_plot_dash (cairo_t *cr, double on, double off)
{
  double dashes[] = { on, off };

  cairo_set_dash (cr, dashes, G_N_ELEMENTS (dashes), 0);
}

/* The comparison is grey; everything else has the colour of its place. */
void
hc_plot_set_colour (
  cairo_t *cr, const HcPlot *plot, const HcChartStyle *style, guint series, double alpha)
{
  double c[4];

  if (plot->series[series].grade == HC_PLOT_BEFORE)
    hc_chart_comparison_colour (style, c);
  else
    hc_chart_series_colour (style, plot->kind == HC_PLOT_FUNNEL ? 0 : series, c);
  cairo_set_source_rgba (cr, c[0], c[1], c[2], c[3] * alpha);
}

void
hc_plot_set_status (cairo_t *cr, const HcChartStyle *style, HcPlotStatus status)
{
  static const guint32 colours[2][2] = { { 0x1b8553, 0x8ff0a4 }, { 0xc01c28, 0xff7b63 } };
  guint32 c = colours[status][style->dark ? 1 : 0];

  cairo_set_source_rgb (cr, ((c >> 16) & 0xff) / 255.0, ((c >> 8) & 0xff) / 255.0,
                        (c & 0xff) / 255.0);
}

void
hc_plot_set_ground (cairo_t *cr, const HcChartStyle *style)
{
  const double *c = style->card_rgba;

  if (c[3] > 0)
    cairo_set_source_rgba (cr, c[0], c[1], c[2], c[3]);
  else if (style->dark)
    cairo_set_source_rgb (cr, 0x36 / 255.0, 0x36 / 255.0, 0x36 / 255.0);
  else
    cairo_set_source_rgb (cr, 1, 1, 1);
}

/* What the data is worth first; lines that are confirmed have the dash of their colour. */
void
hc_plot_set_grade (
  cairo_t *cr, const HcPlot *plot, const HcChartStyle *style, guint series, double width)
{
  static const double five[] = { 8, 3 }, six[] = { 8, 3, 2, 3 }, seven[] = { 4, 3 },
                      eight[] = { 2, 2 }, upper[] = { 8, 4 }, proxy[] = { 2, 3 };
  HcPlotGrade grade = plot->series[series].grade;

  cairo_set_line_width (cr, hc_chart_line_width (style, width));
  cairo_set_line_join (cr, CAIRO_LINE_JOIN_ROUND);
  cairo_set_dash (cr, NULL, 0, 0);
  if (grade == HC_PLOT_UPPER)
    cairo_set_dash (cr, upper, 2, 0);
  else if (grade == HC_PLOT_PROXY)
    cairo_set_dash (cr, proxy, 2, 0);
  else if (grade == HC_PLOT_BEFORE)
    return;
  else if (series == 4)
    cairo_set_dash (cr, five, 2, 0);
  else if (series == 5)
    cairo_set_dash (cr, six, 4, 0);
  else if (series == 6)
    cairo_set_dash (cr, seven, 2, 0);
  else if (series >= 7)
    cairo_set_dash (cr, eight, 2, 0);
}

/* Disc, square, triangle, diamond; hollow in the same order after them. */
static void
marker_path (cairo_t *cr, guint shape, double x, double y, double r)
{
  switch (shape % 4)
    {
    case 0:
      cairo_arc (cr, x, y, r, 0, 2 * G_PI);
      break;
    case 1:
      cairo_rectangle (cr, x - r, y - r, 2 * r, 2 * r);
      break;
    case 2:
      cairo_move_to (cr, x, y - r * 1.2);
      cairo_line_to (cr, x + r * 1.15, y + r * 0.9);
      cairo_line_to (cr, x - r * 1.15, y + r * 0.9);
      cairo_close_path (cr);
      break;
    default:
      cairo_move_to (cr, x, y - r * 1.3);
      cairo_line_to (cr, x + r * 1.3, y);
      cairo_line_to (cr, x, y + r * 1.3);
      cairo_line_to (cr, x - r * 1.3, y);
      cairo_close_path (cr);
      break;
    }
}

void
hc_plot_marker (cairo_t *cr,
                const HcPlot *plot,
                const HcChartStyle *style,
                guint series,
                double x,
                double y,
                gboolean hollow)
{
  const HcPlotSeries *s = &plot->series[series];
  guint shape = s->other_days ? 1 : s->grade == HC_PLOT_BEFORE ? 0 : MIN (series, 7);

  if (plot->kind == HC_PLOT_FUNNEL)
    shape = 0;
  hollow = hollow || s->other_days || shape >= 4;
  cairo_save (cr);
  cairo_set_dash (cr, NULL, 0, 0);
  marker_path (cr, shape, x, y, MARKER + (hollow ? 0.5 : 0));
  if (hollow)
    {
      hc_plot_set_ground (cr, style);
      cairo_fill_preserve (cr);
    }
  hc_plot_set_colour (cr, plot, style, series, 1);
  cairo_set_line_width (cr, 1.5);
  if (hollow)
    cairo_stroke (cr);
  else
    cairo_fill (cr);
  cairo_restore (cr);
}

/* One pixel, on the pixel. */
void
hc_plot_hair (cairo_t *cr, double x0, double y0, double x1, double y1)
{
  cairo_set_line_width (cr, 1);
  if (x0 == x1)
    x0 = x1 = floor (x0) + 0.5;
  if (y0 == y1)
    y0 = y1 = floor (y0) + 0.5;
  cairo_move_to (cr, x0, y0);
  cairo_line_to (cr, x1, y1);
  cairo_stroke (cr);
}

void
hc_plot_arrow (
  cairo_t *cr, const HcPlot *plot, const HcChartStyle *style, guint series, double x, double y)
{
  cairo_save (cr);
  cairo_set_dash (cr, NULL, 0, 0);
  cairo_move_to (cr, x - 4.5, y + 8);
  cairo_line_to (cr, x, y + 1);
  cairo_line_to (cr, x + 4.5, y + 8);
  cairo_close_path (cr);
  hc_plot_set_ground (cr, style);
  cairo_fill_preserve (cr);
  hc_plot_set_colour (cr, plot, style, series, 1);
  cairo_set_line_width (cr, 1.5);
  cairo_stroke (cr);
  cairo_restore (cr);
}

/* ---- texts ---- */

static PangoLayout *
pango_of (cairo_t *cr, const HcPlotLayout *layout, const HcChartStyle *style, gboolean bold)
{
  PangoLayout *pango = pango_cairo_create_layout (cr);
  PangoFontDescription *font = pango_font_description_new ();
  PangoAttrList *attributes = pango_attr_list_new ();

  pango_font_description_set_family (font, style->font != NULL ? style->font : "Sans");
  pango_font_description_set_absolute_size (font, 12 * layout->scale * PANGO_SCALE);
  pango_font_description_set_weight (font, bold ? PANGO_WEIGHT_BOLD : PANGO_WEIGHT_NORMAL);
  pango_attr_list_insert (attributes, pango_attr_font_features_new ("tnum=1"));
  pango_layout_set_font_description (pango, font);
  pango_layout_set_attributes (pango, attributes);
  pango_attr_list_unref (attributes);
  pango_font_description_free (font);
  return pango;
}

static gboolean
is_bold (const HcPlotText *text)
{
  return text->role == HC_PLOT_TEXT_TODAY || text->role == HC_PLOT_TEXT_TARGET ||
         text->role == HC_PLOT_TEXT_EVENT || text->role == HC_PLOT_TEXT_PLATE ||
         (text->role == HC_PLOT_TEXT_CELL && text->level == HC_PLOT_HEAT_LEVELS - 1);
}

static gboolean
has_halo (const HcPlotText *text)
{
  return text->role == HC_PLOT_TEXT_NOTE || text->role == HC_PLOT_TEXT_NAME ||
         text->role == HC_PLOT_TEXT_TARGET;
}

static void
round_box (cairo_t *cr, double x, double y, double w, double h, double r)
{
  cairo_new_sub_path (cr);
  cairo_arc (cr, x + w - r, y + r, r, -G_PI_2, 0);
  cairo_arc (cr, x + w - r, y + h - r, r, 0, G_PI_2);
  cairo_arc (cr, x + r, y + h - r, r, G_PI_2, G_PI);
  cairo_arc (cr, x + r, y + r, r, G_PI, 1.5 * G_PI);
  cairo_close_path (cr);
}

static void
draw_plate (cairo_t *cr, const HcPlotText *text, const HcChartStyle *style)
{
  round_box (cr, text->x, text->y, text->w, text->h, 3);
  hc_chart_set_text_colour (cr, style, 0.8);
  cairo_fill (cr);
}

static void
set_text_colour (cairo_t *cr, const HcPlotText *text, const HcChartStyle *style)
{
  if (text->role == HC_PLOT_TEXT_TARGET)
    hc_plot_set_status (cr, style, HC_PLOT_GOOD);
  else if (text->role == HC_PLOT_TEXT_PLATE)
    hc_plot_set_ground (cr, style);
  else if (text->role == HC_PLOT_TEXT_CELL && text->level == HC_PLOT_HEAT_LEVELS - 1)
    cairo_set_source_rgb (cr, style->dark ? 0x1e / 255.0 : 1, style->dark ? 0x1e / 255.0 : 1,
                          style->dark ? 0x1e / 255.0 : 1);
  else
    hc_chart_set_text_colour (cr, style, is_bold (text) || text->role == HC_PLOT_TEXT_CELL ? 1
                                                                                         : 0.75);
}

/* From the end of the line to a name that had to give way. */
static void
draw_name_leader (cairo_t *cr, const HcPlotText *text, const HcChartStyle *style)
{
  if (isnan (text->anchor_x))
    return;
  hc_chart_set_text_colour (cr, style, 0.35);
  cairo_set_line_width (cr, 1);
  cairo_move_to (cr, text->anchor_x + 4, text->anchor_y);
  cairo_line_to (cr, text->x - 3, text->y + text->h / 2);
  cairo_stroke (cr);
}

static void
draw_text (cairo_t *cr,
           const HcPlotLayout *layout,
           const HcPlotText *text,
           const HcChartStyle *style)
{
  PangoLayout *pango = pango_of (cr, layout, style, is_bold (text));
  int w, h;
  double x = text->x;

  pango_layout_set_text (pango, text->text, -1);
  pango_layout_get_pixel_size (pango, &w, &h);
  if (w > text->w + 3)
    {
      pango_layout_set_width (pango, (int) MAX (text->w, 1) * PANGO_SCALE);
      pango_layout_set_ellipsize (pango, PANGO_ELLIPSIZE_END);
      pango_layout_get_pixel_size (pango, &w, &h);
    }
  if (text->align != HC_CHART_TEXT_START)
    x += (text->w - w) / (text->align == HC_CHART_TEXT_CENTRE ? 2 : 1);
  if (text->role == HC_PLOT_TEXT_PLATE)
    draw_plate (cr, text, style);
  cairo_move_to (cr, x, text->y + (text->h - h) / 2);
  if (has_halo (text))
    {
      hc_plot_set_ground (cr, style);
      cairo_set_line_width (cr, 3);
      cairo_set_line_join (cr, CAIRO_LINE_JOIN_ROUND);
      pango_cairo_layout_path (cr, pango);
      cairo_stroke (cr);
      cairo_move_to (cr, x, text->y + (text->h - h) / 2);
    }
  set_text_colour (cr, text, style);
  pango_cairo_show_layout (cr, pango);
  cairo_new_path (cr);
  g_object_unref (pango);
}

static void
draw_line_swatch (
  cairo_t *cr, const HcPlot *plot, const HcChartStyle *style, guint series, double x, double y)
{
  if (plot->kind == HC_PLOT_BARS)
    {
      hc_plot_set_colour (cr, plot, style, series, 1);
      cairo_rectangle (cr, x + 4, y - 5, 10, 10);
      cairo_fill (cr);
      return;
    }
  if (!plot->series[series].other_days)
    {
      hc_plot_set_colour (cr, plot, style, series, 1);
      hc_plot_set_grade (cr, plot, style, series, LINE);
      cairo_move_to (cr, x, y);
      cairo_line_to (cr, x + 18, y);
      cairo_stroke (cr);
    }
  if (plot->kind == HC_PLOT_LINE || plot->n_series > 1)
    hc_plot_marker (cr, plot, style, series, x + 9, y, FALSE);
}

static void
draw_swatch (cairo_t *cr,
             const HcPlot *plot,
             const HcPlotLayout *layout,
             const HcPlotText *text,
             const HcChartStyle *style)
{
  static const double target[] = { 8, 3, 2, 3 };
  double x = text->x - 22 * layout->scale, y = floor (text->y + text->h / 2) + 0.5;

  cairo_save (cr);
  switch (text->swatch)
    {
    case HC_PLOT_SWATCH_SERIES:
      draw_line_swatch (cr, plot, style, text->series, x, y);
      break;
    case HC_PLOT_SWATCH_INCOMPLETE:
      hc_plot_marker (cr, plot, style, 0, x + 9, y, TRUE);
      break;
    case HC_PLOT_SWATCH_LIMITS:
      hc_chart_set_text_colour (cr, style, 0.6);
      hc_plot_dash (cr, 6, 3);
      hc_plot_hair (cr, x, y, x + 18, y);
      break;
    case HC_PLOT_SWATCH_TARGET:
      hc_plot_set_status (cr, style, HC_PLOT_GOOD);
      cairo_set_dash (cr, target, G_N_ELEMENTS (target), 0);
      cairo_set_line_width (cr, 1.5);
      cairo_move_to (cr, x, y);
      cairo_line_to (cr, x + 18, y);
      cairo_stroke (cr);
      break;
    case HC_PLOT_SWATCH_BASELINE:
      hc_chart_set_text_colour (cr, style, 0.5);
      hc_plot_dash (cr, 1, 3);
      hc_plot_hair (cr, x, y, x + 18, y);
      break;
    }
  cairo_restore (cr);
}

void
hc_plot_draw_texts (cairo_t *cr,
                    const HcPlot *plot,
                    const HcPlotLayout *layout,
                    const HcChartStyle *style)
{
  for (guint i = 0; i < layout->n_texts; i++)
    {
      const HcPlotText *text = &layout->texts[i];

      draw_name_leader (cr, text, style);
      if (text->role == HC_PLOT_TEXT_LEGEND)
        draw_swatch (cr, plot, layout, text, style);
      draw_text (cr, layout, text, style);
    }
}

/* ---- read-out ---- */

#define PAD 8.0
#define AWAY 36.0

static PangoLayout *
read_out_of (cairo_t *cr, const HcPlotLayout *layout, const HcChartStyle *style, const char *text)
{
  PangoLayout *pango = pango_of (cr, layout, style, FALSE);
  PangoAttrList *attributes = pango_attr_list_copy (pango_layout_get_attributes (pango));
  PangoAttribute *bold = pango_attr_weight_new (PANGO_WEIGHT_BOLD);
  const char *end = strchr (text, '\n');

  bold->end_index = end != NULL ? (guint) (end - text) : G_MAXUINT;
  pango_attr_list_insert (attributes, bold);
  pango_layout_set_attributes (pango, attributes);
  pango_layout_set_text (pango, text, -1);
  pango_layout_set_spacing (pango, 2 * PANGO_SCALE);
  pango_attr_list_unref (attributes);
  return pango;
}

void
hc_plot_draw_read_out (cairo_t *cr,
                       const HcPlot *plot,
                       const HcPlotLayout *layout,
                       const HcChartStyle *style,
                       const HcPlotItem *item,
                       const char *text)
{
  PangoLayout *pango = read_out_of (cr, layout, style, text);
  double ax = item->x + item->w / 2, ay = item->y + (item->w > 0 ? item->h / 2 : 0);
  double reach = item->w / 2 + AWAY, x, y, w, h;
  int pw, ph;

  pango_layout_get_pixel_size (pango, &pw, &ph);
  w = pw + 2 * PAD;
  h = ph + 2 * PAD;
  x = ax + reach + w <= layout->width ? ax + reach : ax - reach - w;
  x = CLAMP (x, 1, MAX (layout->width - w - 1, 1));
  y = CLAMP (ay - h * 0.6, 1, MAX (layout->height - h - 1, 1));
  hc_chart_set_text_colour (cr, style, 0.4);
  cairo_set_line_width (cr, 1);
  cairo_move_to (cr, ax + (x > ax ? 7 : -7), floor (ay) + 0.5);
  cairo_line_to (cr, x > ax ? x : x + w, floor (ay) + 0.5);
  cairo_stroke (cr);
  round_box (cr, floor (x) + 0.5, floor (y) + 0.5, ceil (w), ceil (h), 6);
  hc_plot_set_ground (cr, style);
  cairo_fill_preserve (cr);
  hc_chart_set_text_colour (cr, style, 0.04);
  cairo_fill_preserve (cr);
  hc_chart_set_text_colour (cr, style, 0.3);
  cairo_set_line_width (cr, 1);
  cairo_stroke (cr);
  hc_chart_set_text_colour (cr, style, 1);
  cairo_move_to (cr, floor (x) + PAD, floor (y) + PAD);
  pango_cairo_show_layout (cr, pango);
  cairo_new_path (cr);
  g_object_unref (pango);
}
