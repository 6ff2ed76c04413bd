/* SPDX-License-Identifier: GPL-3.0-or-later */

/* A chart with its title and definition line, for pictures and print. */

#include "config.h"

#include "hc-plot-private.h"

#include <math.h>

#define TITLE_PIXELS 15.0
#define TEXT_PIXELS 12.0
#define MARGIN 14.0
#define GAP 6.0

typedef struct
{
  PangoLayout *title, *subtitle, *footnote; /* NULL: none */
  double margin, title_h, subtitle_h, footnote_h;
} Page;

static PangoLayout *
text_of (cairo_t *cr,
         const HcChartStyle *style,
         const char *text,
         double pixels,
         gboolean bold,
         double width)
{
  PangoLayout *layout;
  PangoFontDescription *font;

  if (text == NULL || *text == '\0')
    return NULL;
  layout = pango_cairo_create_layout (cr);
  font = pango_font_description_new ();
  pango_font_description_set_family (font, style->font != NULL ? style->font : "Sans");
  pango_font_description_set_absolute_size (font, pixels * PANGO_SCALE);
  pango_font_description_set_weight (font, bold ? PANGO_WEIGHT_BOLD : PANGO_WEIGHT_NORMAL);
  pango_layout_set_font_description (layout, font);
  pango_layout_set_width (layout, (int) (MAX (width, 1) * PANGO_SCALE));
  pango_layout_set_wrap (layout, PANGO_WRAP_WORD_CHAR);
  pango_layout_set_text (layout, text, -1);
  pango_font_description_free (font);
  return layout;
}

static double
height_of (PangoLayout *layout, double gap)
{
  int height = 0;

  if (layout == NULL)
    return 0;
  pango_layout_get_pixel_size (layout, NULL, &height);
  return height + gap;
}

static void
show (cairo_t *cr, PangoLayout *layout, double x, double y)
{
  if (layout == NULL)
    return;
  cairo_move_to (cr, x, y);
  pango_cairo_show_layout (cr, layout);
  cairo_new_path (cr);
}

/* The words leave at least half of the page to the chart: the definition gives way first. */
static Page
page_of (
  cairo_t *cr, const HcPlot *plot, double width, double height, const HcChartStyle *style)
{
  double s = plot->text_scale > 0 ? plot->text_scale : 1, inner = width - 2 * MARGIN * s;
  gboolean worded = plot->title != NULL || plot->subtitle != NULL || plot->footnote != NULL;
  Page page = { .margin = worded ? MARGIN * s : 1 }; /* alone it is a part of somebody's page */

  page.title = text_of (cr, style, plot->title, TITLE_PIXELS * s, TRUE, inner);
  page.subtitle = text_of (cr, style, plot->subtitle, TEXT_PIXELS * s, FALSE, inner);
  page.footnote = text_of (cr, style, plot->footnote, TEXT_PIXELS * s, FALSE, inner);
  page.title_h = height_of (page.title, 2 * s);
  page.subtitle_h = height_of (page.subtitle, 0);
  page.footnote_h = height_of (page.footnote, GAP * s);
  if (page.title_h + page.subtitle_h + page.footnote_h > height / 2)
    {
      g_clear_object (&page.footnote);
      page.footnote_h = 0;
    }
  if (page.title_h + page.subtitle_h > height / 2)
    {
      g_clear_object (&page.subtitle);
      page.subtitle_h = 0;
    }
  return page;
}

static void
page_clear (Page *page)
{
  g_clear_object (&page->title);
  g_clear_object (&page->subtitle);
  g_clear_object (&page->footnote);
}

void
hc_plot_draw_page (
  cairo_t *cr, const HcPlot *plot, double width, double height, const HcChartStyle *style)
{
  Page page = page_of (cr, plot, width, height, style);
  double head = page.title_h + page.subtitle_h, m = page.margin;
  double top = m + head + (head > 0 ? GAP : 0);
  g_autoptr (HcPlotLayout) layout
    = hc_plot_layout (plot, width - 2 * m, height - m - top - page.footnote_h);

  cairo_save (cr);
  if (style->card_rgba[3] > 0)
    {
      hc_plot_set_ground (cr, style);
      cairo_rectangle (cr, 0, 0, width, height);
      cairo_fill (cr);
    }
  hc_chart_set_text_colour (cr, style, 1);
  show (cr, page.title, m, m);
  hc_chart_set_text_colour (cr, style, 0.75);
  show (cr, page.subtitle, m, m + page.title_h);
  show (cr, page.footnote, m, height - m - page.footnote_h + GAP);
  cairo_translate (cr, m, top);
  hc_plot_draw (cr, plot, layout, style, -1, NULL);
  cairo_restore (cr);
  page_clear (&page);
}
