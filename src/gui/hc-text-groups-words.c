/* SPDX-License-Identifier: GPL-3.0-or-later */

#include "config.h"

#include "hc-text-groups-words.h"

#include <glib/gi18n.h>

#include "hc-cell-editor.h"
#include "hc-classify.h"
#include "hc-notify.h"

struct _HcTextGroupsWords
{
  GtkPopover parent_instance;

  /* Children */
  GtkTextView *view;

  /* Owned */
  HcLaunch *launch;
  HcRecordList *list;
};

G_DEFINE_FINAL_TYPE (HcTextGroupsWords, hc_text_groups_words, GTK_TYPE_POPOVER)

GStrv
hc_text_groups_words_parse (const char *text)
{
  g_autofree char *folded = g_utf8_strdown (text, -1);
  g_auto (GStrv) typed = g_strsplit_set (folded, " ,;\t\r\n", -1);
  g_autoptr (GStrvBuilder) words = g_strv_builder_new ();
  g_autoptr (GHashTable) seen = g_hash_table_new (g_str_hash, g_str_equal);

  for (guint i = 0; typed[i] != NULL; i++)
    if (*typed[i] != '\0' && g_hash_table_add (seen, typed[i]))
      g_strv_builder_add (words, typed[i]);
  return g_strv_builder_end (words);
}

static void
show_cb (HcTextGroupsWords *self)
{
  g_autoptr (GString) text = g_string_new (NULL);

  for (guint i = 0; i < hc_record_list_count (self->list); i++)
    g_string_append_printf (text, "%s\n", hc_record_title (hc_record_list_at (self->list, i)));
  gtk_text_buffer_set_text (gtk_text_view_get_buffer (self->view), text->str, -1);
  gtk_widget_grab_focus (GTK_WIDGET (self->view));
}

static void
saved_cb (GObject *object, GAsyncResult *result, gpointer user_data)
{
  g_autoptr (HcTextGroupsWords) self = user_data;
  g_autoptr (GError) error = NULL;

  if (!hc_classify_finish (HC_LAUNCH (object), result, NULL, &error))
    hc_notify_error (GTK_WIDGET (self), _("The stop words could not be saved"), error);
}

static void
apply_cb (HcTextGroupsWords *self)
{
  GtkTextBuffer *buffer = gtk_text_view_get_buffer (self->view);
  g_autofree char *text = NULL;
  g_auto (GStrv) words = NULL;
  GtkTextIter start, end;

  gtk_text_buffer_get_bounds (buffer, &start, &end);
  text = gtk_text_buffer_get_text (buffer, &start, &end, FALSE);
  words = hc_text_groups_words_parse (text);
  hc_classify_stop_words_async (self->launch, (const char *const *) words, saved_cb,
                                g_object_ref (self));
  gtk_popover_popdown (GTK_POPOVER (self));
}

static void
hc_text_groups_words_dispose (GObject *object)
{
  HcTextGroupsWords *self = HC_TEXT_GROUPS_WORDS (object);

  g_clear_object (&self->list);
  g_clear_object (&self->launch);
  G_OBJECT_CLASS (hc_text_groups_words_parent_class)->dispose (object);
}

static void
hc_text_groups_words_class_init (HcTextGroupsWordsClass *klass)
{
  G_OBJECT_CLASS (klass)->dispose = hc_text_groups_words_dispose;
}

static void
hc_text_groups_words_init (HcTextGroupsWords *self)
{
  GtkWidget *box = gtk_box_new (GTK_ORIENTATION_VERTICAL, 6);
  GtkWidget *intro = gtk_label_new (_("Words that say nothing about a problem, one a line. Common "
                                      "English and German ones are left out already."));
  GtkWidget *frame = gtk_scrolled_window_new ();
  GtkWidget *apply = gtk_button_new_with_mnemonic (_("_Apply"));

  self->view = GTK_TEXT_VIEW (gtk_text_view_new ());
  gtk_label_set_wrap (GTK_LABEL (intro), TRUE);
  gtk_label_set_max_width_chars (GTK_LABEL (intro), 32);
  gtk_label_set_xalign (GTK_LABEL (intro), 0);
  gtk_text_view_set_accepts_tab (self->view, FALSE);
  gtk_text_view_set_left_margin (self->view, 8);
  gtk_text_view_set_top_margin (self->view, 6);
  gtk_accessible_update_property (GTK_ACCESSIBLE (self->view), GTK_ACCESSIBLE_PROPERTY_LABEL,
                                  _("Stop words, one a line"), -1);
  gtk_scrolled_window_set_has_frame (GTK_SCROLLED_WINDOW (frame), TRUE);
  gtk_scrolled_window_set_min_content_height (GTK_SCROLLED_WINDOW (frame), 160);
  gtk_scrolled_window_set_child (GTK_SCROLLED_WINDOW (frame), GTK_WIDGET (self->view));
  gtk_widget_add_css_class (apply, "suggested-action");
  gtk_widget_set_halign (apply, GTK_ALIGN_END);
  g_signal_connect_swapped (apply, "clicked", G_CALLBACK (apply_cb), self);
  g_signal_connect (self, "show", G_CALLBACK (show_cb), NULL);
  gtk_box_append (GTK_BOX (box), intro);
  gtk_box_append (GTK_BOX (box), frame);
  gtk_box_append (GTK_BOX (box), apply);
  gtk_popover_set_child (GTK_POPOVER (self), box);
}

GtkWidget *
hc_text_groups_words_new (HcLaunch *launch)
{
  HcTextGroupsWords *self = g_object_new (HC_TYPE_TEXT_GROUPS_WORDS, NULL);

  self->launch = g_object_ref (launch);
  self->list = hc_cell_references (launch, "stop_word");
  return GTK_WIDGET (self);
}
