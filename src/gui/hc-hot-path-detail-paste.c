/* SPDX-License-Identifier: GPL-3.0-or-later */

/* Steps from a spreadsheet: what they will be is shown first, then they are one undo step. */

#include "config.h"

#include "hc-hot-path-detail-private.h"

#include <glib/gi18n.h>
#include <string.h>

#include "hc-notify.h"
#include "hc-step-paste.h"

#define MAX_PREVIEW_HEIGHT 320

typedef struct
{
  HcHotPathDetail *self;
  GPtrArray *steps;
} Offer;

static void
offer_free (gpointer data, GClosure *closure)
{
  Offer *offer = data;

  g_object_unref (offer->self);
  g_clear_pointer (&offer->steps, g_ptr_array_unref);
  g_free (offer);
}

static void
pasted_cb (GObject *object, GAsyncResult *result, gpointer user_data)
{
  g_autoptr (HcHotPathDetail) self = user_data;
  g_autoptr (GError) error = NULL;
  g_autofree char *id = hc_record_list_finish (HC_RECORD_LIST (object), result, &error);
  HcHotPathDetailRow *row = id != NULL ? hc_hot_path_detail_find_row (self, id) : NULL;

  if (id == NULL)
    hc_notify_error (GTK_WIDGET (self), _("The steps could not be added"), error);
  else if (row != NULL)
    hc_hot_path_detail_row_focus (row);
}

static void
response_cb (AdwMessageDialog *dialog, const char *response, Offer *offer)
{
  HcRecordList *list = hc_hot_paths_list (offer->self->paths, HC_HOT_STEPS);

  if (g_str_equal (response, "add"))
    hc_record_list_paste_async (list, g_steal_pointer (&offer->steps), pasted_cb,
                                g_object_ref (offer->self));
}

/* ---------------------------------------------------------------- preview */

static GtkWidget *
create_note (const char *text)
{
  GtkWidget *box = gtk_box_new (GTK_ORIENTATION_HORIZONTAL, 6);
  GtkWidget *icon = gtk_image_new_from_icon_name ("dialog-warning-symbolic");
  GtkWidget *label = gtk_label_new (text);

  gtk_widget_add_css_class (icon, "hc-warn");
  gtk_widget_set_valign (icon, GTK_ALIGN_START);
  gtk_widget_add_css_class (label, "caption");
  gtk_label_set_wrap (GTK_LABEL (label), TRUE);
  gtk_label_set_max_width_chars (GTK_LABEL (label), 48);
  gtk_label_set_xalign (GTK_LABEL (label), 0);
  gtk_box_append (GTK_BOX (box), icon);
  gtk_box_append (GTK_BOX (box), label);
  return box;
}

static GtkWidget *
create_step (guint number, const HcRecordData *step)
{
  const HcRecordType *type = step->type;
  const HcField *changed = &type->fields[hc_record_type_field (type, "changed")];
  GtkWidget *row = adw_action_row_new ();
  GtkWidget *disc = gtk_label_new (NULL);
  g_autofree char *digits = g_strdup_printf ("%u", number);
  g_autofree char *what = hc_field_format (changed, hc_record_data_get (step, "changed"));
  g_autofree char *subtitle = NULL;

  if (g_strcmp0 (hc_record_data_get (step, "is_exception"), "1") == 0)
    subtitle = g_strdup_printf (_("%s · exception path"), what);
  gtk_label_set_label (GTK_LABEL (disc), digits);
  gtk_widget_add_css_class (disc, "hc-num");
  gtk_widget_set_valign (disc, GTK_ALIGN_CENTER);
  adw_preferences_row_set_use_markup (ADW_PREFERENCES_ROW (row), FALSE);
  adw_preferences_row_set_title (ADW_PREFERENCES_ROW (row), hc_record_data_title (step));
  adw_action_row_set_subtitle (ADW_ACTION_ROW (row), subtitle != NULL ? subtitle : what);
  adw_action_row_add_prefix (ADW_ACTION_ROW (row), disc);
  return row;
}

static GtkWidget *
create_preview (HcHotPathDetail *self, const HcStepPaste *paste)
{
  GtkWidget *scrolled = gtk_scrolled_window_new ();
  GtkWidget *box = gtk_box_new (GTK_ORIENTATION_VERTICAL, 12);
  GtkWidget *list = gtk_list_box_new ();
  guint present = hc_hot_paths_count_children (self->paths, HC_HOT_STEPS,
                                               hc_record_id (self->workflow));

  gtk_list_box_set_selection_mode (GTK_LIST_BOX (list), GTK_SELECTION_NONE);
  gtk_widget_add_css_class (list, "boxed-list");
  for (guint i = 0; i < paste->steps->len; i++)
    gtk_list_box_append (GTK_LIST_BOX (list),
                         create_step (present + i + 1, g_ptr_array_index (paste->steps, i)));
  gtk_box_append (GTK_BOX (box), list);
  for (guint i = 0; i < paste->notes->len; i++)
    gtk_box_append (GTK_BOX (box), create_note (g_ptr_array_index (paste->notes, i)));
  gtk_widget_set_margin_start (box, 3);
  gtk_widget_set_margin_end (box, 3);
  gtk_widget_set_margin_top (box, 3);
  gtk_widget_set_margin_bottom (box, 3);
  gtk_scrolled_window_set_policy (GTK_SCROLLED_WINDOW (scrolled), GTK_POLICY_NEVER,
                                  GTK_POLICY_AUTOMATIC);
  gtk_scrolled_window_set_propagate_natural_height (GTK_SCROLLED_WINDOW (scrolled), TRUE);
  gtk_scrolled_window_set_max_content_height (GTK_SCROLLED_WINDOW (scrolled), MAX_PREVIEW_HEIGHT);
  gtk_scrolled_window_set_child (GTK_SCROLLED_WINDOW (scrolled), box);
  return scrolled;
}

void
hc_hot_path_detail_offer_steps (HcHotPathDetail *self, const char *text)
{
  g_autoptr (HcStepPaste) paste = hc_step_paste_parse (text, hc_record_id (self->workflow));
  GtkRoot *root = gtk_widget_get_root (GTK_WIDGET (self));
  guint n = paste->steps->len;
  g_autofree char *heading = g_strdup_printf (ngettext ("Add %u Step?", "Add %u Steps?", n), n);
  g_autofree char *body = g_strdup_printf (
    _("Each line of the clipboard becomes one step at the end of “%s”."),
    hc_record_title (self->workflow));
  AdwMessageDialog *dialog;
  Offer *offer;

  if (n == 0)
    {
      hc_notify_toast (GTK_WIDGET (self), _("The clipboard holds no lines to make steps of"), NULL,
                       NULL);
      return;
    }
  dialog = ADW_MESSAGE_DIALOG (
    adw_message_dialog_new (GTK_IS_WINDOW (root) ? GTK_WINDOW (root) : NULL, heading, body));
  adw_message_dialog_set_extra_child (dialog, create_preview (self, paste));
  adw_message_dialog_add_responses (dialog, "cancel", _("_Cancel"), "add", _("_Add"), NULL);
  adw_message_dialog_set_response_appearance (dialog, "add", ADW_RESPONSE_SUGGESTED);
  adw_message_dialog_set_default_response (dialog, "add");
  adw_message_dialog_set_close_response (dialog, "cancel");
  offer = g_new0 (Offer, 1);
  offer->self = g_object_ref (self);
  offer->steps = g_ptr_array_ref (paste->steps);
  g_signal_connect_data (dialog, "response", G_CALLBACK (response_cb), offer, offer_free, 0);
  gtk_window_present (GTK_WINDOW (dialog));
}

/* ---------------------------------------------------------------- clipboard */

static void
clipboard_read_cb (GObject *object, GAsyncResult *result, gpointer user_data)
{
  g_autoptr (HcHotPathDetail) self = user_data;
  g_autofree char *text = gdk_clipboard_read_text_finish (GDK_CLIPBOARD (object), result, NULL);

  if (self->workflow != NULL) /* a clipboard without text has no lines either */
    hc_hot_path_detail_offer_steps (self, text != NULL ? text : "");
}

void
hc_hot_path_detail_paste_steps (HcHotPathDetail *self)
{
  g_return_if_fail (HC_IS_HOT_PATH_DETAIL (self));

  gdk_clipboard_read_text_async (gtk_widget_get_clipboard (GTK_WIDGET (self)), NULL,
                                 clipboard_read_cb, g_object_ref (self));
}

static void
insert_text (GtkEditable *line, const char *text)
{
  int position;

  gtk_editable_delete_selection (line);
  position = gtk_editable_get_position (line);
  gtk_editable_insert_text (line, text, -1, &position);
  gtk_editable_set_position (line, position);
}

static void
line_read_cb (GObject *object, GAsyncResult *result, gpointer user_data)
{
  g_autoptr (HcHotPathDetail) self = user_data;
  g_autofree char *text = gdk_clipboard_read_text_finish (GDK_CLIPBOARD (object), result, NULL);

  if (text == NULL || self->step_line == NULL)
    return;
  g_strchomp (text);
  if (strpbrk (text, "\n\t") != NULL)
    hc_hot_path_detail_offer_steps (self, text);
  else
    insert_text (GTK_EDITABLE (self->step_line), text);
}

static void
paste_clipboard_cb (GtkText *text, HcHotPathDetail *self)
{
  g_signal_stop_emission_by_name (text, "paste-clipboard");
  gdk_clipboard_read_text_async (gtk_widget_get_clipboard (GTK_WIDGET (self)), NULL, line_read_cb,
                                 g_object_ref (self));
}

void
hc_hot_path_detail_watch_paste (HcHotPathDetail *self)
{
  GtkEditable *text = gtk_editable_get_delegate (GTK_EDITABLE (self->step_line));

  g_signal_connect_object (text, "paste-clipboard", G_CALLBACK (paste_clipboard_cb), self, 0);
}
