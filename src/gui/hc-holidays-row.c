/* SPDX-License-Identifier: GPL-3.0-or-later */

#include "config.h"

#include "hc-holidays-row.h"

#include <glib/gi18n.h>

#include "hc-date-row.h"
#include "hc-format.h"
#include "hc-holidays-dialog.h"

struct _HcHolidaysRow
{
  AdwExpanderRow parent_instance;

  /* Template widgets */
  HcDateRow *add_row;
  GtkWidget *import_row;

  /* Borrowed */
  GPtrArray *rows; /* of AdwEntryRow, as days; the array is owned */

  /* Owned */
  GPtrArray *days; /* of HcHoliday */

  HcDay from, to;
};

G_DEFINE_FINAL_TYPE (HcHolidaysRow, hc_holidays_row, ADW_TYPE_EXPANDER_ROW)

enum
{
  APPLIED,
  IMPORTED,
  RENAMED,
  N_SIGNALS,
};

static guint signals[N_SIGNALS];

static guint
find_day (HcHolidaysRow *self, HcDay day)
{
  for (guint i = 0; i < self->days->len; i++)
    if (((HcHoliday *) self->days->pdata[i])->day == day)
      return i;
  return G_MAXUINT;
}

static int
compare_days (gconstpointer a, gconstpointer b)
{
  return (*(const HcHoliday *const *) a)->day - (*(const HcHoliday *const *) b)->day;
}

/* ---- rows ---- */

static void fill (HcHolidaysRow *self);

static HcDay
day_of_row (gpointer row)
{
  return GPOINTER_TO_INT (g_object_get_data (G_OBJECT (row), "day"));
}

static void
remove_cb (GtkButton *button, HcHolidaysRow *self)
{
  guint i = find_day (self, day_of_row (button));

  if (i == G_MAXUINT)
    return;
  g_ptr_array_remove_index (self->days, i);
  fill (self);
  /* The button is gone: on with the next holiday. */
  gtk_widget_grab_focus (i < self->rows->len ? self->rows->pdata[i] : GTK_WIDGET (self->add_row));
  g_signal_emit (self, signals[APPLIED], 0, _("Remove Holiday"));
}

static void
take_name (HcHolidaysRow *self, GtkEditable *row)
{
  g_autofree char *name = g_strstrip (g_strdup (gtk_editable_get_text (row)));
  g_autofree char *old = NULL;
  guint i = find_day (self, day_of_row (row));
  HcHoliday *holiday = i != G_MAXUINT ? self->days->pdata[i] : NULL;

  if (holiday == NULL || g_str_equal (name, holiday->name))
    return;
  old = holiday->name;
  holiday->name = g_steal_pointer (&name);
  g_signal_emit (self, signals[RENAMED], 0, holiday->day, old);
}

static void
name_done_cb (GtkEditable *row, HcHolidaysRow *self)
{
  take_name (self, row);
}

static void
name_left_cb (GtkEventController *focus, HcHolidaysRow *self)
{
  take_name (self, GTK_EDITABLE (gtk_event_controller_get_widget (focus)));
}

static GtkWidget *
create_remove_button (HcHolidaysRow *self, HcDay day)
{
  GtkWidget *button = gtk_button_new_from_icon_name ("user-trash-symbolic");
  g_autofree char *date = hc_format_day_year (day);
  g_autofree char *text = g_strdup_printf (_("Remove %s"), date);

  gtk_widget_add_css_class (button, "flat");
  gtk_widget_set_valign (button, GTK_ALIGN_CENTER);
  gtk_widget_set_tooltip_text (button, text);
  gtk_accessible_update_property (GTK_ACCESSIBLE (button), GTK_ACCESSIBLE_PROPERTY_LABEL, text, -1);
  g_object_set_data (G_OBJECT (button), "day", GINT_TO_POINTER (day));
  g_signal_connect (button, "clicked", G_CALLBACK (remove_cb), self);
  return button;
}

static GtkWidget *
create_row (HcHolidaysRow *self, const HcHoliday *holiday)
{
  GtkWidget *row = adw_entry_row_new ();
  GtkEventController *focus = gtk_event_controller_focus_new ();
  g_autofree char *weekday = hc_format_weekday_day (holiday->day);
  g_autofree char *title = NULL;
  int year;

  hc_day_to_ymd (holiday->day, &year, NULL, NULL);
  title = g_strdup_printf ("%s %d", weekday, year);
  adw_preferences_row_set_use_markup (ADW_PREFERENCES_ROW (row), FALSE);
  adw_preferences_row_set_title (ADW_PREFERENCES_ROW (row), title);
  gtk_editable_set_text (GTK_EDITABLE (row), holiday->name);
  g_object_set_data (G_OBJECT (row), "day", GINT_TO_POINTER (holiday->day));
  g_signal_connect (row, "entry-activated", G_CALLBACK (name_done_cb), self);
  g_signal_connect (focus, "leave", G_CALLBACK (name_left_cb), self);
  gtk_widget_add_controller (row, focus);
  adw_entry_row_add_suffix (ADW_ENTRY_ROW (row), create_remove_button (self, holiday->day));
  return row;
}

static void
fill (HcHolidaysRow *self)
{
  guint n = self->days->len;
  g_autofree char *count = g_strdup_printf (ngettext ("%u day", "%u days", n), n);

  for (guint i = 0; i < self->rows->len; i++)
    adw_expander_row_remove (ADW_EXPANDER_ROW (self), self->rows->pdata[i]);
  g_ptr_array_set_size (self->rows, 0);
  for (guint i = 0; i < n; i++)
    {
      GtkWidget *row = create_row (self, self->days->pdata[i]);

      adw_expander_row_add_row (ADW_EXPANDER_ROW (self), row);
      g_ptr_array_add (self->rows, row);
    }
  adw_expander_row_set_subtitle (ADW_EXPANDER_ROW (self), n > 0 ? count : _("None yet"));
}

/* ---- adding ---- */

static void
add_applied_cb (HcHolidaysRow *self)
{
  HcDay day = hc_date_row_day (self->add_row);

  if (day == HC_DAY_NONE)
    return;
  hc_date_row_set_day (self->add_row, HC_DAY_NONE);
  if (find_day (self, day) != G_MAXUINT)
    return;
  g_ptr_array_add (self->days, hc_holiday_new (day, NULL));
  g_ptr_array_sort (self->days, compare_days);
  fill (self);
  g_signal_emit (self, signals[APPLIED], 0, _("Add Holiday"));
}

static void
import_cb (HcHolidaysRow *self, GPtrArray *chosen)
{
  for (guint i = 0; i < chosen->len; i++)
    {
      const HcHoliday *holiday = chosen->pdata[i];
      guint at = find_day (self, holiday->day);
      HcHoliday *known = at != G_MAXUINT ? self->days->pdata[at] : NULL;

      if (known == NULL)
        g_ptr_array_add (self->days, hc_holiday_new (holiday->day, holiday->name));
      else if (*known->name == '\0')
        {
          g_free (known->name);
          known->name = g_strdup (holiday->name);
        }
    }
  g_ptr_array_sort (self->days, compare_days);
  fill (self);
  gtk_widget_grab_focus (self->import_row);
  g_signal_emit (self, signals[IMPORTED], 0, chosen);
}

static void
import_activated_cb (HcHolidaysRow *self)
{
  GtkRoot *root = gtk_widget_get_root (GTK_WIDGET (self));
  HcHolidaysDialog *dialog = hc_holidays_dialog_new (self->days, self->from, self->to);

  g_signal_connect_object (dialog, "chosen", G_CALLBACK (import_cb), self, G_CONNECT_SWAPPED);
  hc_holidays_dialog_choose (dialog, GTK_WINDOW (root));
}

/* ---- class ---- */

static void
hc_holidays_row_finalize (GObject *object)
{
  HcHolidaysRow *self = HC_HOLIDAYS_ROW (object);

  g_ptr_array_unref (self->rows);
  g_ptr_array_unref (self->days);
  G_OBJECT_CLASS (hc_holidays_row_parent_class)->finalize (object);
}

static void
hc_holidays_row_class_init (HcHolidaysRowClass *klass)
{
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);
  GType type = G_TYPE_FROM_CLASS (klass);

  G_OBJECT_CLASS (klass)->finalize = hc_holidays_row_finalize;
  signals[APPLIED] = g_signal_new ("applied", type, G_SIGNAL_RUN_LAST, 0, NULL, NULL, NULL,
                                   G_TYPE_NONE, 1, G_TYPE_STRING);
  signals[IMPORTED] = g_signal_new ("imported", type, G_SIGNAL_RUN_LAST, 0, NULL, NULL, NULL,
                                    G_TYPE_NONE, 1, G_TYPE_PTR_ARRAY);
  signals[RENAMED] = g_signal_new ("renamed", type, G_SIGNAL_RUN_LAST, 0, NULL, NULL, NULL,
                                   G_TYPE_NONE, 2, G_TYPE_INT, G_TYPE_STRING);
  g_type_ensure (HC_TYPE_DATE_ROW);
  gtk_widget_class_set_template_from_resource (widget_class,
                                               "/org/hypercare/Hypercare/ui/hc-holidays-row.ui");
  gtk_widget_class_bind_template_child (widget_class, HcHolidaysRow, add_row);
  gtk_widget_class_bind_template_child (widget_class, HcHolidaysRow, import_row);
}

static void
hc_holidays_row_init (HcHolidaysRow *self)
{
  self->rows = g_ptr_array_new ();
  self->days = g_ptr_array_new_with_free_func ((GDestroyNotify) hc_holiday_free);
  gtk_widget_init_template (GTK_WIDGET (self));
  hc_date_row_set_optional (self->add_row, TRUE);
  g_signal_connect_swapped (self->add_row, "applied", G_CALLBACK (add_applied_cb), self);
  g_signal_connect_swapped (self->import_row, "activated", G_CALLBACK (import_activated_cb), self);
  fill (self);
}

/* ---- public ---- */

static gboolean
same_days (HcHolidaysRow *self, const HcDay *days, guint n_days)
{
  for (guint i = 0; i < n_days && n_days == self->days->len; i++)
    if (((HcHoliday *) self->days->pdata[i])->day != days[i])
      return FALSE;
  return n_days == self->days->len;
}

void
hc_holidays_row_set_days (HcHolidaysRow *self, const HcDay *days, guint n_days)
{
  g_autoptr (GPtrArray) old = NULL;
  gboolean inside;

  g_return_if_fail (HC_IS_HOLIDAYS_ROW (self));

  if (same_days (self, days, n_days))
    return;
  old = g_ptr_array_ref (self->days);
  inside = gtk_widget_get_state_flags (GTK_WIDGET (self)) & GTK_STATE_FLAG_FOCUS_WITHIN;
  g_ptr_array_unref (self->days);
  self->days = g_ptr_array_new_with_free_func ((GDestroyNotify) hc_holiday_free);
  for (guint i = 0; i < n_days; i++)
    {
      const char *name = NULL;

      for (guint j = 0; j < old->len && name == NULL; j++)
        if (((HcHoliday *) old->pdata[j])->day == days[i])
          name = ((HcHoliday *) old->pdata[j])->name;
      g_ptr_array_add (self->days, hc_holiday_new (days[i], name));
    }
  fill (self);
  /* The row that had the focus is another one now. */
  if (inside)
    gtk_widget_grab_focus (GTK_WIDGET (self->add_row));
}

/* Somebody types in it and has not finished. */
static gboolean
is_being_edited (GtkWidget *row, const char *old)
{
  return (gtk_widget_get_state_flags (row) & GTK_STATE_FLAG_FOCUS_WITHIN) != 0 &&
         g_strcmp0 (gtk_editable_get_text (GTK_EDITABLE (row)), old) != 0;
}

void
hc_holidays_row_set_names (HcHolidaysRow *self, GPtrArray *named)
{
  g_return_if_fail (HC_IS_HOLIDAYS_ROW (self));

  for (guint i = 0; i < named->len; i++)
    {
      const HcHoliday *given = named->pdata[i];
      guint at = find_day (self, given->day);
      HcHoliday *holiday = at != G_MAXUINT ? self->days->pdata[at] : NULL;

      if (holiday == NULL || g_str_equal (holiday->name, given->name))
        continue;
      if (!is_being_edited (self->rows->pdata[at], holiday->name))
        gtk_editable_set_text (self->rows->pdata[at], given->name);
      g_free (holiday->name);
      holiday->name = g_strdup (given->name);
    }
}

GPtrArray *
hc_holidays_row_holidays (HcHolidaysRow *self)
{
  g_return_val_if_fail (HC_IS_HOLIDAYS_ROW (self), NULL);
  return self->days;
}

void
hc_holidays_row_set_range (HcHolidaysRow *self, HcDay from, HcDay to)
{
  g_return_if_fail (HC_IS_HOLIDAYS_ROW (self));
  self->from = from;
  self->to = to;
}

void
hc_holidays_row_commit (HcHolidaysRow *self)
{
  g_return_if_fail (HC_IS_HOLIDAYS_ROW (self));

  hc_date_row_commit (self->add_row);
  for (guint i = 0; i < self->rows->len; i++)
    take_name (self, self->rows->pdata[i]);
}
