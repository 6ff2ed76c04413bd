/* SPDX-License-Identifier: GPL-3.0-or-later */

/* Which files to import: the file chooser before the import dialog. */

#include "config.h"

#include "hc-import-dialog.h"

#include <glib/gi18n.h>

typedef struct
{
  GtkWindow *parent;
  HcLaunch *launch;
} Choosing;

static void
choose_response_cb (GtkNativeDialog *chooser, int response, Choosing *choosing)
{
  if (response == GTK_RESPONSE_ACCEPT)
    {
      g_autoptr (GListModel) chosen = gtk_file_chooser_get_files (GTK_FILE_CHOOSER (chooser));

      if (g_list_model_get_n_items (chosen) > 0)
        hc_import_dialog_present (choosing->parent, choosing->launch, chosen);
    }
  gtk_native_dialog_destroy (chooser);
  g_object_unref (chooser);
  g_object_unref (choosing->launch);
  g_free (choosing);
}

void
hc_import_dialog_choose (GtkWindow *parent, HcLaunch *launch)
{
  GtkFileChooserNative *chooser = gtk_file_chooser_native_new (
    _ ("Import Tickets"), parent, GTK_FILE_CHOOSER_ACTION_OPEN, _ ("_Import"), NULL);
  g_autoptr (GtkFileFilter) filter = gtk_file_filter_new ();
  g_autoptr (GtkFileFilter) all = gtk_file_filter_new ();
  Choosing *choosing = g_new (Choosing, 1);

  *choosing = (Choosing) { parent, g_object_ref (launch) };
  gtk_file_filter_set_name (filter, _ ("Ticket exports (CSV, Excel)"));
  gtk_file_filter_add_suffix (filter, "csv");
  gtk_file_filter_add_suffix (filter, "tsv");
  gtk_file_filter_add_suffix (filter, "txt");
  gtk_file_filter_add_suffix (filter, "xlsx");
  gtk_file_filter_add_suffix (filter, "xlsm");
  gtk_file_filter_set_name (all, _ ("All files"));
  gtk_file_filter_add_pattern (all, "*");
  gtk_file_chooser_add_filter (GTK_FILE_CHOOSER (chooser), filter);
  gtk_file_chooser_add_filter (GTK_FILE_CHOOSER (chooser), all);
  gtk_file_chooser_set_select_multiple (GTK_FILE_CHOOSER (chooser), TRUE);
  g_signal_connect (chooser, "response", G_CALLBACK (choose_response_cb), choosing);
  gtk_native_dialog_show (GTK_NATIVE_DIALOG (chooser));
}
