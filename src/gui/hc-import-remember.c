/* SPDX-License-Identifier: GPL-3.0-or-later */

#include "config.h"

#include "hc-import-remember.h"

#include <string.h>

struct _HcImportRemember
{
  AdwBin parent_instance;

  /* Template widgets */
  GtkCheckButton *remember;
  GtkEditable *name;
};

G_DEFINE_FINAL_TYPE (HcImportRemember, hc_import_remember, ADW_TYPE_BIN)

/* “incident_2016-03-01.csv” → “incident”: the next file has another day in its name. */
static char *
name_of_files (const char *file_name, const char *otherwise)
{
  char *name = g_strdup (file_name);
  gsize n = strcspn (name, ".");

  while (n > 0 && (g_ascii_isdigit (name[n - 1]) || strchr ("-_ ()", name[n - 1]) != NULL))
    n--;
  name[n] = '\0';
  if (n > 0)
    return name;
  g_free (name);
  return g_strdup (otherwise);
}

static void
hc_import_remember_dispose (GObject *object)
{
  gtk_widget_dispose_template (GTK_WIDGET (object), HC_TYPE_IMPORT_REMEMBER);
  G_OBJECT_CLASS (hc_import_remember_parent_class)->dispose (object);
}

static void
hc_import_remember_class_init (HcImportRememberClass *klass)
{
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  G_OBJECT_CLASS (klass)->dispose = hc_import_remember_dispose;
  gtk_widget_class_set_template_from_resource (
    widget_class, "/org/hypercare/Hypercare/ui/hc-import-remember.ui");
  gtk_widget_class_bind_template_child (widget_class, HcImportRemember, remember);
  gtk_widget_class_bind_template_child (widget_class, HcImportRemember, name);
}

static void
hc_import_remember_init (HcImportRemember *self)
{
  gtk_widget_init_template (GTK_WIDGET (self));
}

void
hc_import_remember_show (HcImportRemember *self,
                         gboolean chosen,
                         const HcInspection *inspection,
                         const char *file_name)
{
  g_autofree char *proposed = NULL;

  g_return_if_fail (HC_IS_IMPORT_REMEMBER (self));

  gtk_widget_set_visible (GTK_WIDGET (self), chosen);
  if (gtk_editable_get_text (self->name)[0] != '\0')
    return;
  proposed = inspection->own_profile ? g_strdup (inspection->profile_name)
                                     : name_of_files (file_name, inspection->profile_name);
  gtk_editable_set_text (self->name, proposed);
}

const char *
hc_import_remember_name (HcImportRemember *self)
{
  const char *name;

  g_return_val_if_fail (HC_IS_IMPORT_REMEMBER (self), NULL);

  name = gtk_editable_get_text (self->name);
  return gtk_widget_get_visible (GTK_WIDGET (self)) &&
             gtk_check_button_get_active (self->remember) && name[0] != '\0'
           ? name
           : NULL;
}
