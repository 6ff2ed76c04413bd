/* SPDX-License-Identifier: GPL-3.0-or-later */

#include "config.h"

#include "hc-import-dates.h"

#include <glib/gi18n.h>

#include "hc-widgets.h"

struct _HcImportDates
{
  AdwBin parent_instance;

  /* Template widgets */
  GtkWidget *order_card;
  GtkCheckButton *day_first;
  GtkCheckButton *month_first;
  GtkGrid *order_grid;
  GtkWidget *number_card;
  GtkCheckButton *are_dates;
  GtkGrid *number_grid;

  HcDateOrder order; /* AUTO until a person chose */
  gboolean order_asked;
  char *numbers_shown; /* of which columns; others are asked anew */
  gboolean filling;    /* widgets are being set, not changed by a person */
};

enum
{
  CHANGED,
  N_SIGNALS,
};

static guint signals[N_SIGNALS];

G_DEFINE_FINAL_TYPE (HcImportDates, hc_import_dates, ADW_TYPE_BIN)

static void
order_chosen_cb (HcImportDates *self, GParamSpec *pspec, GtkCheckButton *button)
{
  if (self->filling || !gtk_check_button_get_active (button))
    return;
  self->order = button == self->day_first ? HC_DATE_ORDER_DMY : HC_DATE_ORDER_MDY;
  g_signal_emit (self, signals[CHANGED], 0);
}

static void
are_dates_cb (HcImportDates *self)
{
  if (!self->filling)
    g_signal_emit (self, signals[CHANGED], 0);
}

static void
add_cells (GtkGrid *grid, int row, const char *css_class, const char *const *texts)
{
  for (int i = 0; texts[i] != NULL; i++)
    {
      GtkWidget *label = gtk_label_new (texts[i]);
      gboolean gives_way = i == 0;

      gtk_label_set_xalign (GTK_LABEL (label), 0);
      gtk_label_set_ellipsize (GTK_LABEL (label),
                               gives_way ? PANGO_ELLIPSIZE_END : PANGO_ELLIPSIZE_NONE);
      gtk_widget_set_hexpand (label, gives_way);
      gtk_widget_add_css_class (label, css_class);
      gtk_grid_attach (grid, label, i, row, 1, 1);
    }
}

/* On the clock that the file was written by. */
static char *
date_text (gint64 instant, const char *zone_name, const char *format)
{
  g_autoptr (GTimeZone) zone = g_time_zone_new_identifier (zone_name);
  g_autoptr (GDateTime) utc = g_date_time_new_from_unix_utc (instant);
  g_autoptr (GDateTime) local = zone != NULL ? g_date_time_to_timezone (utc, zone) : NULL;

  return g_date_time_format (local != NULL ? local : utc, format);
}

static void
show_order (HcImportDates *self, const HcInspection *inspection)
{
  const char *const heads[] = { _("Ticket"), _("Day first"), _("Month first"), NULL };

  self->order_asked = inspection->dates->len > 0;
  gtk_widget_set_visible (self->order_card, self->order_asked);
  hc_grid_clear (self->order_grid);
  add_cells (self->order_grid, 0, "caption-heading", heads);
  for (guint i = 0; i < inspection->dates->len; i++)
    {
      const HcInspectDate *date = g_ptr_array_index (inspection->dates, i);
      g_autofree char *dmy = date_text (date->dmy, inspection->zone, _("%-d %B %H:%M"));
      g_autofree char *mdy = date_text (date->mdy, inspection->zone, _("%-d %B %H:%M"));
      const char *const texts[] = { date->key, dmy, mdy, NULL };

      add_cells (self->order_grid, (int) i + 1, "caption", texts);
    }
  gtk_check_button_set_active (self->day_first, self->order == HC_DATE_ORDER_DMY);
  gtk_check_button_set_active (self->month_first, self->order == HC_DATE_ORDER_MDY);
}

static void
show_numbers (HcImportDates *self, const HcInspection *inspection)
{
  const char *const heads[] = { _("Column"), _("Number"), _("Read as"), NULL };
  g_autoptr (GString) shown = g_string_new (NULL);

  hc_grid_clear (self->number_grid);
  add_cells (self->number_grid, 0, "caption-heading", heads);
  for (guint i = 0; i < inspection->numbers->len; i++)
    {
      const HcInspectNumber *number = g_ptr_array_index (inspection->numbers, i);
      g_autofree char *date = date_text (number->instant, inspection->zone, _("%-d %B %Y %H:%M"));
      const char *const texts[] = { number->header, number->text, date, NULL };

      add_cells (self->number_grid, (int) i + 1, "caption", texts);
      g_string_append_printf (shown, "%s\x1f%s\x1f", number->header, number->text);
    }
  gtk_widget_set_visible (self->number_card, inspection->numbers->len > 0);
  if (g_strcmp0 (self->numbers_shown, shown->str) == 0)
    return;
  g_free (self->numbers_shown);
  self->numbers_shown = g_strdup (shown->str);
  gtk_check_button_set_active (self->are_dates, FALSE);
}

/* ---- class ---- */

static void
hc_import_dates_finalize (GObject *object)
{
  g_free (HC_IMPORT_DATES (object)->numbers_shown);
  G_OBJECT_CLASS (hc_import_dates_parent_class)->finalize (object);
}

static void
hc_import_dates_dispose (GObject *object)
{
  gtk_widget_dispose_template (GTK_WIDGET (object), HC_TYPE_IMPORT_DATES);
  G_OBJECT_CLASS (hc_import_dates_parent_class)->dispose (object);
}

static void
hc_import_dates_class_init (HcImportDatesClass *klass)
{
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  G_OBJECT_CLASS (klass)->finalize = hc_import_dates_finalize;
  G_OBJECT_CLASS (klass)->dispose = hc_import_dates_dispose;
  signals[CHANGED] = g_signal_new ("changed", G_TYPE_FROM_CLASS (klass), G_SIGNAL_RUN_LAST, 0, NULL,
                                   NULL, NULL, G_TYPE_NONE, 0);
  gtk_widget_class_set_template_from_resource (widget_class,
                                               "/org/hypercare/Hypercare/ui/hc-import-dates.ui");
  gtk_widget_class_bind_template_child (widget_class, HcImportDates, order_card);
  gtk_widget_class_bind_template_child (widget_class, HcImportDates, day_first);
  gtk_widget_class_bind_template_child (widget_class, HcImportDates, month_first);
  gtk_widget_class_bind_template_child (widget_class, HcImportDates, order_grid);
  gtk_widget_class_bind_template_child (widget_class, HcImportDates, number_card);
  gtk_widget_class_bind_template_child (widget_class, HcImportDates, are_dates);
  gtk_widget_class_bind_template_child (widget_class, HcImportDates, number_grid);
}

static void
hc_import_dates_init (HcImportDates *self)
{
  gtk_widget_init_template (GTK_WIDGET (self));
  g_signal_connect_swapped (self->day_first, "notify::active", G_CALLBACK (order_chosen_cb), self);
  g_signal_connect_swapped (self->month_first, "notify::active", G_CALLBACK (order_chosen_cb),
                            self);
  g_signal_connect_swapped (self->are_dates, "notify::active", G_CALLBACK (are_dates_cb), self);
}

/* ---- public ---- */

void
hc_import_dates_show (HcImportDates *self, const HcInspection *inspection)
{
  g_return_if_fail (HC_IS_IMPORT_DATES (self));

  self->filling = TRUE;
  show_order (self, inspection);
  show_numbers (self, inspection);
  gtk_widget_set_visible (GTK_WIDGET (self),
                          inspection->dates->len > 0 || inspection->numbers->len > 0);
  self->filling = FALSE;
}

HcDateOrder
hc_import_dates_order (HcImportDates *self)
{
  g_return_val_if_fail (HC_IS_IMPORT_DATES (self), HC_DATE_ORDER_AUTO);

  return self->order;
}

const char *
hc_import_dates_problem (HcImportDates *self)
{
  g_return_val_if_fail (HC_IS_IMPORT_DATES (self), NULL);

  if (self->order_asked && self->order == HC_DATE_ORDER_AUTO)
    return _("Choose the date order: every date of this file fits both.");
  if (gtk_widget_get_visible (self->number_card) && !gtk_check_button_get_active (self->are_dates))
    return _("Say whether the plain numbers of this file are dates.");
  return NULL;
}
