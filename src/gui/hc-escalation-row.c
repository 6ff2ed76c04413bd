/* SPDX-License-Identifier: GPL-3.0-or-later */

#include "config.h"

#include "hc-escalation-row.h"

#include <glib/gi18n.h>

#define MINUTES_AN_HOUR 60
#define MIN_CHARS 8
#define MAX_CHARS 18

char *
hc_escalation_limit_text (const HcRecordData *level)
{
  gint64 minutes = hc_record_data_get_int (level, "limit_minutes", 0);

  if (minutes <= 0)
    return NULL;
  if (minutes < 2 * MINUTES_AN_HOUR)
    return g_strdup_printf (_("%d min"), (int) minutes);
  if (minutes % MINUTES_AN_HOUR == 0)
    return g_strdup_printf (_("%d h"), (int) (minutes / MINUTES_AN_HOUR));
  return g_strdup_printf (_("%d h %d min"), (int) (minutes / MINUTES_AN_HOUR),
                          (int) (minutes % MINUTES_AN_HOUR));
}

static GtkWidget *
line (const char *text, float xalign, const char *style)
{
  GtkWidget *label = gtk_label_new (text);

  gtk_label_set_xalign (GTK_LABEL (label), xalign);
  gtk_label_set_wrap (GTK_LABEL (label), TRUE);
  gtk_label_set_wrap_mode (GTK_LABEL (label), PANGO_WRAP_WORD_CHAR);
  gtk_label_set_width_chars (GTK_LABEL (label), MIN_CHARS);
  gtk_label_set_max_width_chars (GTK_LABEL (label), MAX_CHARS);
  gtk_label_set_justify (GTK_LABEL (label), xalign > 0 ? GTK_JUSTIFY_RIGHT : GTK_JUSTIFY_LEFT);
  if (style != NULL)
    {
      gtk_widget_add_css_class (label, style);
      gtk_widget_add_css_class (label, "hc-second");
    }
  return label;
}

static GtkWidget *
person_line (HcOwnershipModel *model, const HcRecordData *level)
{
  const char *missing = hc_ownership_blank_contact (hc_ownership_model_plan (model), level);
  const char *person =
    hc_ownership_model_title (model, "person", hc_record_data_get (level, "person_id"));
  GtkWidget *box = gtk_box_new (GTK_ORIENTATION_HORIZONTAL, 6);
  GtkWidget *icon;
  g_autofree char *text = NULL;

  if (missing == NULL)
    return line (person, 0, "caption");
  icon = gtk_image_new_from_icon_name ("dialog-warning-symbolic");
  gtk_widget_set_valign (icon, GTK_ALIGN_START);
  gtk_widget_add_css_class (icon, "hc-warn");
  gtk_box_append (GTK_BOX (box), icon);
  text = *person != '\0' ? g_strdup_printf ("%s: %s", person, missing) : g_strdup (missing);
  gtk_box_append (GTK_BOX (box), line (text, 0, "caption"));
  return box;
}

static GtkWidget *
who (HcOwnershipModel *model, const HcRecordData *level, const char *team)
{
  GtkWidget *box = gtk_box_new (GTK_ORIENTATION_VERTICAL, 0);

  gtk_widget_set_hexpand (box, TRUE);
  gtk_box_append (GTK_BOX (box), line (*team != '\0' ? team : _("No team"), 0, NULL));
  gtk_box_append (GTK_BOX (box), person_line (model, level));
  if (hc_record_data_is_set (level, "hours"))
    gtk_box_append (GTK_BOX (box), line (hc_record_data_get (level, "hours"), 0, "caption"));
  return box;
}

static GtkWidget *
how (const HcRecordData *level)
{
  GtkWidget *box = gtk_box_new (GTK_ORIENTATION_VERTICAL, 0);
  g_autofree char *limit = hc_escalation_limit_text (level);

  gtk_box_append (GTK_BOX (box), line (limit != NULL ? limit : "–", 1, NULL));
  if (hc_record_data_is_set (level, "channel"))
    gtk_box_append (GTK_BOX (box), line (hc_record_data_get (level, "channel"), 1, "caption"));
  return box;
}

static void
name_row (GtkWidget *row, HcOwnershipModel *model, const HcRecordData *level, const char *team)
{
  const char *missing = hc_ownership_blank_contact (hc_ownership_model_plan (model), level);
  g_autofree char *limit = hc_escalation_limit_text (level);
  g_autofree char *name =
    /* TRANSLATORS: read aloud: number of the level, team, person or what is missing, limit */
    g_strdup_printf (_("Level %d, %s, %s, %s"), (int) hc_record_data_get_int (level, "level", 1),
                     *team != '\0' ? team : _("No team"),
                     missing != NULL ? missing
                                     : hc_ownership_model_title (
                                         model, "person", hc_record_data_get (level, "person_id")),
                     limit != NULL ? limit : _("no limit"));

  gtk_accessible_update_property (GTK_ACCESSIBLE (row), GTK_ACCESSIBLE_PROPERTY_LABEL, name, -1);
}

GtkWidget *
hc_escalation_row_new (HcOwnershipModel *model, const HcRecordData *level)
{
  const char *team =
    hc_ownership_model_title (model, "team", hc_record_data_get (level, "team_id"));
  GtkWidget *row = gtk_list_box_row_new ();
  GtkWidget *box = gtk_box_new (GTK_ORIENTATION_HORIZONTAL, 10);
  GtkWidget *number;
  g_autofree char *text =
    g_strdup_printf ("%d", (int) hc_record_data_get_int (level, "level", 1));

  number = gtk_label_new (text);
  gtk_widget_set_valign (number, GTK_ALIGN_START);
  gtk_widget_add_css_class (number, "hc-num");
  gtk_box_append (GTK_BOX (box), number);
  gtk_box_append (GTK_BOX (box), who (model, level, team));
  gtk_box_append (GTK_BOX (box), how (level));
  gtk_widget_add_css_class (box, "hc-row");
  gtk_list_box_row_set_child (GTK_LIST_BOX_ROW (row), box);
  name_row (row, model, level, team);
  return row;
}
