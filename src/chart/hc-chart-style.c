/* SPDX-License-Identifier: GPL-3.0-or-later */

#include "config.h"

#include "hc-chart-private.h"

#define LABEL_POINTS 9

static const guint32 light_palette[] = { 0x1f74d6, 0xd57a06, 0x006d4c, 0x6e165a,
                                         0x906f12, 0x6c4598, 0x24a65f, 0x6b7487 };
static const guint32 dark_palette[] = { 0x87b8f8, 0xcc7a29, 0x56a689, 0xed82b6,
                                        0xf5d01d, 0x9a82eb, 0x45e4b1, 0xd5d8ed };

HcChartStyle
hc_chart_style_paper (void)
{
  return (HcChartStyle) {
    .text_rgba = { 0.18, 0.2, 0.21, 1 },
    .card_rgba = { 1, 1, 1, 1 },
  };
}

void
hc_chart_series_colour (const HcChartStyle *style, guint series, double rgba[4])
{
  const guint32 *palette = style->dark ? dark_palette : light_palette;
  guint32 colour = palette[MIN (series, G_N_ELEMENTS (light_palette) - 1)];

  rgba[0] = ((colour >> 16) & 0xff) / 255.0;
  rgba[1] = ((colour >> 8) & 0xff) / 255.0;
  rgba[2] = (colour & 0xff) / 255.0;
  rgba[3] = 1;
}

void
hc_chart_comparison_colour (const HcChartStyle *style, double rgba[4])
{
  for (guint i = 0; i < 3; i++)
    rgba[i] = style->text_rgba[i];
  rgba[3] = style->text_rgba[3] * (style->high_contrast ? 0.7 : 0.38);
}

void
hc_chart_set_text_colour (cairo_t *cr, const HcChartStyle *style, double alpha)
{
  const double *c = style->text_rgba;

  if (style->high_contrast)
    alpha = MIN (1, MAX (alpha * 1.3, 0.4));
  cairo_set_source_rgba (cr, c[0], c[1], c[2], c[3] * alpha);
}

void
hc_chart_set_series_colour (cairo_t *cr, const HcChartStyle *style, guint series, double alpha)
{
  double c[4];

  hc_chart_series_colour (style, series, c);
  cairo_set_source_rgba (cr, c[0], c[1], c[2], alpha);
}

double
hc_chart_line_width (const HcChartStyle *style, double width)
{
  return style->high_contrast ? MAX (width, 3) : width;
}

void
hc_chart_text (cairo_t *cr,
               const HcChartStyle *style,
               const char *text,
               double x,
               double y,
               HcChartAlign align,
               double scale,
               gboolean bold)
{
  PangoLayout *layout = pango_cairo_create_layout (cr);
  PangoFontDescription *font = pango_font_description_new ();
  PangoAttrList *attributes = pango_attr_list_new ();
  int width;

  pango_font_description_set_family (font, style->font != NULL ? style->font : "Sans");
  pango_font_description_set_size (font, (int) (LABEL_POINTS * scale * PANGO_SCALE));
  pango_font_description_set_weight (font, bold ? PANGO_WEIGHT_BOLD : PANGO_WEIGHT_NORMAL);
  pango_attr_list_insert (attributes, pango_attr_font_features_new ("tnum=1"));
  pango_layout_set_font_description (layout, font);
  pango_layout_set_attributes (layout, attributes);
  pango_layout_set_text (layout, text, -1);
  pango_layout_get_pixel_size (layout, &width, NULL);
  if (align != HC_CHART_TEXT_START)
    x -= align == HC_CHART_TEXT_END ? width : width / 2.0;

  cairo_move_to (cr, x, y);
  pango_cairo_show_layout (cr, layout);
  cairo_new_path (cr); /* pango leaves a current point: the next line would start there */

  pango_attr_list_unref (attributes);
  pango_font_description_free (font);
  g_object_unref (layout);
}
