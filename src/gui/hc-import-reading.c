/* SPDX-License-Identifier: GPL-3.0-or-later */

#include "config.h"

#include "hc-import-reading.h"

#include <glib/gi18n.h>

struct _HcImportReading
{
  AdwBin parent_instance;

  /* Template widgets */
  AdwComboRow *profile_row;
  AdwComboRow *encoding_row;
  AdwComboRow *delimiter_row;
  AdwComboRow *sheet_row;
  GtkSpinButton *header_spin;
  GtkEditable *zone_row;

  /* Owned */
  GStrv profiles; /* ids behind profile_row, from item 1 on */
  GStrv sheets;

  gboolean filled;       /* shown once */
  gboolean filling;      /* rows are being set, not changed by a person */
  gboolean header_given; /* else it is searched */
};

enum
{
  CHANGED,
  N_SIGNALS,
};

static guint signals[N_SIGNALS];

G_DEFINE_FINAL_TYPE (HcImportReading, hc_import_reading, ADW_TYPE_BIN)

/* Item 0 of these rows is “Detect”. */
static const char *const encodings[] = { "UTF-8",        "windows-1252", "UTF-16LE",
                                         "UTF-16BE",     "ISO-8859-2",   "windows-1250",
                                         "windows-1251", "ISO-8859-15",  NULL };
static const char delimiters[] = { ',', ';', '\t', '|' };

static void
fill_combo (AdwComboRow *row, const char *detected, const char *const *names, guint selected)
{
  g_autoptr (GtkStringList) list = gtk_string_list_new (NULL);
  g_autofree char *first = g_strdup_printf (_ ("Detected: %s"), detected);

  gtk_string_list_append (list, first);
  for (guint i = 0; names[i] != NULL; i++)
    gtk_string_list_append (list, names[i]);
  adw_combo_row_set_model (row, G_LIST_MODEL (list));
  adw_combo_row_set_selected (row, selected);
}

static void
choice_changed_cb (HcImportReading *self)
{
  if (!self->filling)
    g_signal_emit (self, signals[CHANGED], 0);
}

/* Another way of reading the file finds its own header row. */
static void
reading_changed_cb (HcImportReading *self)
{
  if (self->filling)
    return;
  self->header_given = FALSE;
  g_signal_emit (self, signals[CHANGED], 0);
}

static void
header_changed_cb (HcImportReading *self)
{
  if (self->filling)
    return;
  self->header_given = TRUE;
  g_signal_emit (self, signals[CHANGED], 0);
}

static void
hc_import_reading_dispose (GObject *object)
{
  HcImportReading *self = HC_IMPORT_READING (object);

  g_clear_pointer (&self->profiles, g_strfreev);
  g_clear_pointer (&self->sheets, g_strfreev);
  gtk_widget_dispose_template (GTK_WIDGET (self), HC_TYPE_IMPORT_READING);
  G_OBJECT_CLASS (hc_import_reading_parent_class)->dispose (object);
}

static void
hc_import_reading_class_init (HcImportReadingClass *klass)
{
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  G_OBJECT_CLASS (klass)->dispose = hc_import_reading_dispose;
  signals[CHANGED] = g_signal_new ("changed", G_TYPE_FROM_CLASS (klass), G_SIGNAL_RUN_LAST, 0, NULL,
                                   NULL, NULL, G_TYPE_NONE, 0);
  gtk_widget_class_set_template_from_resource (
    widget_class, "/org/hypercare/Hypercare/ui/hc-import-reading.ui");
  gtk_widget_class_bind_template_child (widget_class, HcImportReading, profile_row);
  gtk_widget_class_bind_template_child (widget_class, HcImportReading, encoding_row);
  gtk_widget_class_bind_template_child (widget_class, HcImportReading, delimiter_row);
  gtk_widget_class_bind_template_child (widget_class, HcImportReading, sheet_row);
  gtk_widget_class_bind_template_child (widget_class, HcImportReading, header_spin);
  gtk_widget_class_bind_template_child (widget_class, HcImportReading, zone_row);
}

static void
hc_import_reading_init (HcImportReading *self)
{
  gtk_widget_init_template (GTK_WIDGET (self));
  g_signal_connect_swapped (self->profile_row, "notify::selected", G_CALLBACK (choice_changed_cb),
                            self);
  g_signal_connect_swapped (self->encoding_row, "notify::selected", G_CALLBACK (reading_changed_cb),
                            self);
  g_signal_connect_swapped (self->delimiter_row, "notify::selected",
                            G_CALLBACK (reading_changed_cb), self);
  g_signal_connect_swapped (self->sheet_row, "notify::selected", G_CALLBACK (reading_changed_cb),
                            self);
  g_signal_connect_swapped (self->header_spin, "value-changed", G_CALLBACK (header_changed_cb), self);
  g_signal_connect_swapped (self->zone_row, "apply", G_CALLBACK (choice_changed_cb), self);
}

const char *
hc_import_delimiter_name (char delimiter)
{
  switch (delimiter)
    {
    case ',':
      return _ ("Comma");
    case ';':
      return _ ("Semicolon");
    case '\t':
      return _ ("Tab");
    case '|':
      return _ ("Bar");
    default:
      return _ ("None");
    }
}

void
hc_import_reading_set_profiles (HcImportReading *self, const char *const *profiles)
{
  g_return_if_fail (HC_IS_IMPORT_READING (self));

  g_strfreev (self->profiles);
  self->profiles = g_strdupv ((GStrv) profiles);
}

void
hc_import_reading_show (HcImportReading *self, const HcInspection *seen)
{
  const char *names[] = { hc_import_delimiter_name (','), hc_import_delimiter_name (';'),
                          hc_import_delimiter_name ('\t'), hc_import_delimiter_name ('|'), NULL };
  gboolean is_text = seen->sheets == NULL;

  self->filling = TRUE;
  fill_combo (self->profile_row, seen->profile_name, (const char *const *) self->profiles,
              self->filled ? adw_combo_row_get_selected (self->profile_row) : 0);
  fill_combo (self->encoding_row, seen->encoding, encodings,
              self->filled ? adw_combo_row_get_selected (self->encoding_row) : 0);
  fill_combo (self->delimiter_row, hc_import_delimiter_name (seen->delimiter), names,
              self->filled ? adw_combo_row_get_selected (self->delimiter_row) : 0);
  gtk_widget_set_visible (GTK_WIDGET (self->encoding_row), is_text);
  gtk_widget_set_visible (GTK_WIDGET (self->delimiter_row), is_text);
  gtk_widget_set_visible (GTK_WIDGET (self->sheet_row), !is_text);
  if (!is_text && !self->filled)
    {
      g_autoptr (GtkStringList) sheets = gtk_string_list_new ((const char *const *) seen->sheets);

      adw_combo_row_set_model (self->sheet_row, G_LIST_MODEL (sheets));
      for (guint i = 0; seen->sheets[i] != NULL; i++)
        if (g_strcmp0 (seen->sheets[i], seen->sheet) == 0)
          adw_combo_row_set_selected (self->sheet_row, i);
    }
  g_strfreev (self->sheets);
  self->sheets = g_strdupv (seen->sheets);
  gtk_spin_button_set_value (self->header_spin, seen->header_row);
  gtk_editable_set_text (self->zone_row, seen->zone);
  self->filled = TRUE;
  self->filling = FALSE;
}

void
hc_import_reading_fill (HcImportReading *self, HcImportOptions *options)
{
  guint profile = adw_combo_row_get_selected (self->profile_row);
  guint encoding = adw_combo_row_get_selected (self->encoding_row);
  guint delimiter = adw_combo_row_get_selected (self->delimiter_row);
  guint sheet = adw_combo_row_get_selected (self->sheet_row);

  g_return_if_fail (HC_IS_IMPORT_READING (self));

  if (profile > 0)
    options->profile = g_strdup (self->profiles[profile - 1]);
  if (encoding > 0)
    options->encoding = g_strdup (encodings[encoding - 1]);
  if (delimiter > 0)
    options->delimiter = delimiters[delimiter - 1];
  if (self->sheets != NULL)
    options->sheet = g_strdup (self->sheets[sheet]);
  if (self->header_given)
    options->header_row = (guint) gtk_spin_button_get_value_as_int (self->header_spin);
  if (*gtk_editable_get_text (self->zone_row) != '\0')
    options->zone = g_strdup (gtk_editable_get_text (self->zone_row));
}
