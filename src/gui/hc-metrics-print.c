/* SPDX-License-Identifier: GPL-3.0-or-later */

#include "config.h"

#include "hc-metrics-print.h"

#include <glib/gi18n.h>

#include "hc-file-name.h"
#include "hc-plot-build.h"
#include "hc-print.h"

/* In points. */
#define HEAD 34.0
#define GAP 10.0
#define COLUMNS 2
#define POINTS_PER_PIXEL 0.75

typedef struct
{
  char *title;
  char *subtitle;
  GPtrArray *builds;
  GPtrArray *texts;
} Charts;

static void
charts_free (gpointer data)
{
  Charts *self = data;

  g_free (self->title);
  g_free (self->subtitle);
  g_ptr_array_unref (self->builds);
  g_ptr_array_unref (self->texts);
  g_free (self);
}

/* ---------------------------------------------------------------- drawing */

static double
draw_text (cairo_t *cr, const char *text, double points, gboolean bold, double width, double y)
{
  PangoLayout *layout = pango_cairo_create_layout (cr);
  PangoFontDescription *font = pango_font_description_from_string ("Sans");
  int height;

  pango_font_description_set_absolute_size (font, points * PANGO_SCALE);
  pango_font_description_set_weight (font, bold ? PANGO_WEIGHT_BOLD : PANGO_WEIGHT_NORMAL);
  pango_layout_set_font_description (layout, font);
  pango_layout_set_width (layout, (int) (width * PANGO_SCALE));
  pango_layout_set_wrap (layout, PANGO_WRAP_WORD_CHAR);
  pango_layout_set_text (layout, text, -1);
  cairo_set_source_rgb (cr, 0.12, 0.12, 0.12);
  cairo_move_to (cr, 0, y);
  pango_cairo_show_layout (cr, layout);
  cairo_new_path (cr);
  pango_layout_get_pixel_size (layout, NULL, &height);
  pango_font_description_free (font);
  g_object_unref (layout);
  return y + height;
}

/* @text: the title, then in a second line what is said of it. */
static void
draw_cell (cairo_t *cr, double width, double height, HcPlotBuild *build, const char *text)
{
  HcChartStyle style = hc_chart_style_paper ();
  g_auto (GStrv) lines = g_strsplit (text, "\n", 2);
  double y = draw_text (cr, lines[0], 10, TRUE, width, 2);

  if (lines[0] != NULL && lines[1] != NULL)
    y = draw_text (cr, lines[1], 8, FALSE, width, y) + 2;
  if (build == NULL)
    return;
  cairo_translate (cr, 0, y);
  cairo_scale (cr, POINTS_PER_PIXEL, POINTS_PER_PIXEL);
  hc_plot_draw_page (cr, hc_plot_build_plot (build), width / POINTS_PER_PIXEL,
                     (height - y) / POINTS_PER_PIXEL, &style);
}

void
hc_metrics_print_draw (cairo_t *cr,
                       double width,
                       double height,
                       const char *title,
                       const char *subtitle,
                       GPtrArray *builds,
                       GPtrArray *texts)
{
  guint rows = MAX ((builds->len + COLUMNS - 1) / COLUMNS, 1);
  double cell_width = (width - (COLUMNS - 1) * GAP) / COLUMNS;
  double cell_height = (height - HEAD - (rows - 1) * GAP) / rows;
  double y = draw_text (cr, title, 13, TRUE, width, 0);

  draw_text (cr, subtitle, 9, FALSE, width, y);
  for (guint i = 0; i < builds->len; i++)
    {
      cairo_save (cr);
      cairo_translate (cr, (i % COLUMNS) * (cell_width + GAP),
                       HEAD + (i / COLUMNS) * (cell_height + GAP));
      cairo_rectangle (cr, 0, 0, cell_width, cell_height);
      cairo_clip (cr);
      draw_cell (cr, cell_width, cell_height, g_ptr_array_index (builds, i),
                 g_ptr_array_index (texts, i));
      cairo_restore (cr);
    }
}

static void
draw_cb (gconstpointer what, cairo_t *cr, double width, double height, guint page)
{
  const Charts *charts = what;

  hc_metrics_print_draw (cr, width, height, charts->title, charts->subtitle, charts->builds,
                         charts->texts);
}

/* ---------------------------------------------------------------- window */

static Charts *
charts_new (const char *title, const char *subtitle, GPtrArray *builds, GPtrArray *texts)
{
  Charts *self = g_new (Charts, 1);

  *self = (Charts){ g_strdup (title), g_strdup (subtitle), builds, texts };
  return self;
}

void
hc_metrics_print_present (GtkWidget *near,
                          const char *title,
                          const char *subtitle,
                          GPtrArray *builds,
                          GPtrArray *texts)
{
  g_autofree char *file_name = hc_file_name_for (title, ".pdf");
  g_autoptr (GString) spoken = g_string_new (title);
  HcPrint print = {
    .title = title,
    .file_name = file_name,
    .window_title = _("Print Charts"),
    .save_title = _("Save Charts"),
    .saved = _("Charts saved"),
    .print_failed = _("The Charts Could Not Be Printed"),
    .save_failed = _("The Charts Could Not Be Saved"),
    .orientation = GTK_PAGE_ORIENTATION_PORTRAIT,
    .draw = draw_cb,
    .what = charts_new (title, subtitle, builds, texts),
  };

  for (guint i = 0; i < texts->len; i++)
    g_string_append_printf (spoken, "\n%s", (const char *) g_ptr_array_index (texts, i));
  print.spoken = spoken->str;
  hc_print_present (near, &print, charts_free);
}
