/* SPDX-License-Identifier: GPL-3.0-or-later */

#include "config.h"

#include "hc-verdict.h"

#include "hc-format.h"

#include <glib/gi18n.h>

GtkWidget *
hc_verdict_widget (HcVerdict verdict, gboolean holding, const char *text)
{
  static const struct
  {
    const char *icon;
    const char *css_class;
  } looks[] = {
    [HC_VERDICT_MET] = { "emblem-ok-symbolic", "hc-good" },
    [HC_VERDICT_NOT_MET] = { "process-stop-symbolic", "hc-bad" },
    [HC_VERDICT_INSUFFICIENT_DATA] = { "content-loading-symbolic", "hc-second" },
    [HC_VERDICT_NOT_MEASURABLE] = { "dialog-question-symbolic", "hc-second" },
    [HC_VERDICT_WAIVED] = { "document-edit-symbolic", "hc-second" },
  };
  GtkWidget *box = gtk_box_new (GTK_ORIENTATION_HORIZONTAL, 6);
  GtkWidget *icon = gtk_image_new_from_icon_name (holding ? "preferences-system-time-symbolic"
                                                          : looks[verdict].icon);
  GtkWidget *label = gtk_label_new (text);

  gtk_widget_add_css_class (icon, holding ? "hc-warn" : looks[verdict].css_class);
  gtk_label_set_xalign (GTK_LABEL (label), 0);
  gtk_label_set_ellipsize (GTK_LABEL (label), PANGO_ELLIPSIZE_END);
  gtk_widget_set_tooltip_text (label, text);
  gtk_box_append (GTK_BOX (box), icon);
  gtk_box_append (GTK_BOX (box), label);
  return box;
}

GtkWidget *
hc_hold_widget (guint done, guint of)
{
  g_autofree char *text = NULL;
  GString *dots;
  GtkWidget *label;

  if (of == 0)
    return NULL;
  dots = g_string_new (NULL);
  for (guint i = 0; i < of; i++)
    g_string_append (dots, i < done ? "●" : "○");
  text = g_strdup_printf (ngettext ("%u of %u day", "%u of %u days", of), done, of);
  g_string_append_printf (dots, "  %s", text);
  label = gtk_label_new (dots->str);
  gtk_widget_add_css_class (label, "caption");
  gtk_widget_add_css_class (label, "numeric");
  gtk_label_set_xalign (GTK_LABEL (label), 0);
  gtk_accessible_update_property (GTK_ACCESSIBLE (label), GTK_ACCESSIBLE_PROPERTY_LABEL, text, -1);
  g_string_free (dots, TRUE);
  return label;
}

static const char *
day_class (const HcVerdictDay *day)
{
  if (day->kind != HC_DAY_JUDGED || day->verdict == HC_VERDICT_INSUFFICIENT_DATA ||
      day->verdict == HC_VERDICT_NOT_MEASURABLE)
    return "none";
  return day->verdict == HC_VERDICT_NOT_MET ? "failed" : "passed";
}

static const char *
day_text (const HcVerdictDay *day)
{
  switch (day->kind)
    {
    case HC_DAY_NO_FILE:
      return _ ("no file");
    case HC_DAY_NOT_RECORDED:
      return _ ("not recorded on that day");
    case HC_DAY_JUDGED:
    default:
      return hc_verdict_label (day->verdict);
    }
}

GtkWidget *
hc_history_widget (GArray *history, guint max)
{
  GtkWidget *box = gtk_box_new (GTK_ORIENTATION_HORIZONTAL, 3);
  GString *words = g_string_new (NULL);
  guint first = history->len > max ? history->len - max : 0;

  for (guint i = first; i < history->len; i++)
    {
      const HcVerdictDay *day = &g_array_index (history, HcVerdictDay, i);
      g_autofree char *date = hc_format_weekday_day (day->day);
      const char *css_class = day_class (day);
      GtkWidget *square = gtk_image_new_from_icon_name (
        g_str_equal (css_class, "passed")   ? "emblem-ok-symbolic"
        : g_str_equal (css_class, "failed") ? "window-close-symbolic"
                                            : NULL);

      gtk_image_set_pixel_size (GTK_IMAGE (square), 10);
      gtk_widget_add_css_class (square, "hc-day-square");
      gtk_widget_add_css_class (square, css_class);
      gtk_widget_set_valign (square, GTK_ALIGN_CENTER);
      gtk_box_append (GTK_BOX (box), square);
      g_string_append_printf (words, "%s%s: %s", words->len > 0 ? "\n" : "", date, day_text (day));
    }
  if (words->len == 0)
    g_string_append (words, _ ("No complete day yet"));
  gtk_widget_set_tooltip_text (box, words->str);
  gtk_accessible_update_property (GTK_ACCESSIBLE (box), GTK_ACCESSIBLE_PROPERTY_LABEL, words->str, -1);
  g_string_free (words, TRUE);
  return box;
}
