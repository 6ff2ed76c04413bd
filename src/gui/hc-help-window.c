/* SPDX-License-Identifier: GPL-3.0-or-later */

#define _GNU_SOURCE /* strchrnul */

#include "config.h"

#include "hc-help-window.h"

#include <glib/gi18n.h>
#include <string.h>

#define HELP_PREFIX "/org/hypercare/Hypercare/help/"

struct _HcHelpWindow
{
  AdwWindow parent_instance;

  /* Borrowed from the widget tree */
  GtkStack *stack;
};

G_DEFINE_FINAL_TYPE (HcHelpWindow, hc_help_window, ADW_TYPE_WINDOW)

/* In reading order. */
static const char *const pages[] = {
  "getting-started.md", "planning.md",      "go-live-gate.md", "importing.md",
  "classifying.md",     "text-groups.md",   "issue-catalog.md", "hot-paths.md",
  "overview.md",        "metrics.md",       "numbers.md",      "usage-figures.md",
  "handoff.md",         "handover-pack.md", "keyboard.md",     "command-line.md",
};

/* Inserts a line, turning **bold**, *emphasis* and `code` into tags. The guide uses no nesting. */
static void
insert_inline (GtkTextBuffer *buffer, GtkTextIter *at, const char *line, const char *block_tag)
{
  static const struct
  {
    const char *mark;
    const char *tag;
  } marks[] = { { "**", "bold" }, { "*", "emphasis" }, { "`", "code" } };

  while (*line != '\0')
    {
      gsize plain = strcspn (line, "*`");
      const char *tag = NULL, *end = NULL;
      gsize mark_length = 0;

      if (plain > 0)
        gtk_text_buffer_insert_with_tags_by_name (buffer, at, line, (int) plain, block_tag, NULL);
      line += plain;
      for (guint i = 0; i < G_N_ELEMENTS (marks) && end == NULL; i++)
        if (g_str_has_prefix (line, marks[i].mark))
          {
            mark_length = strlen (marks[i].mark);
            end = strstr (line + mark_length, marks[i].mark);
            tag = marks[i].tag;
          }
      if (end != NULL)
        {
          gtk_text_buffer_insert_with_tags_by_name (buffer, at, line + mark_length,
                                                    (int) (end - line - (gssize) mark_length),
                                                    block_tag, tag, NULL);
          line = end + mark_length;
        }
      else if (*line != '\0')
        {
          gtk_text_buffer_insert_with_tags_by_name (buffer, at, line, 1, block_tag, NULL);
          line++;
        }
    }
}

static void
insert_line (GtkTextBuffer *buffer, GtkTextIter *at, const char *line, gboolean *in_code)
{
  const char *tag = "body";

  if (g_str_has_prefix (line, "```"))
    {
      *in_code = !*in_code;
      return;
    }
  if (*line == '\0')
    return;
  if (*in_code)
    {
      gtk_text_buffer_insert_with_tags_by_name (buffer, at, line, -1, "block", NULL);
      gtk_text_buffer_insert (buffer, at, "\n", -1);
      return;
    }

  if (g_str_has_prefix (line, "## "))
    tag = "heading", line += 3;
  else if (g_str_has_prefix (line, "# "))
    tag = "title", line += 2;
  else if (g_str_has_prefix (line, "- "))
    {
      tag = "item";
      gtk_text_buffer_insert_with_tags_by_name (buffer, at, "•  ", -1, tag, NULL);
      line += 2;
    }
  else if (g_ascii_isdigit (line[0]))
    tag = "item";
  insert_inline (buffer, at, line, tag);
  gtk_text_buffer_insert (buffer, at, "\n", -1);
}

static void
create_tags (GtkTextBuffer *buffer)
{
  gtk_text_buffer_create_tag (buffer, "title", "scale", 1.5, "weight", PANGO_WEIGHT_BOLD,
                              "pixels-below-lines", 12, NULL);
  gtk_text_buffer_create_tag (buffer, "heading", "scale", 1.15, "weight", PANGO_WEIGHT_BOLD,
                              "pixels-above-lines", 18, "pixels-below-lines", 6, NULL);
  gtk_text_buffer_create_tag (buffer, "body", "pixels-above-lines", 4, "pixels-below-lines", 4,
                              NULL);
  gtk_text_buffer_create_tag (buffer, "item", "left-margin", 42, "indent", -18,
                              "pixels-below-lines", 3, NULL);
  gtk_text_buffer_create_tag (buffer, "block", "family", "monospace", "left-margin", 36,
                              "scale", 0.9, "wrap-mode", GTK_WRAP_CHAR, NULL);
  gtk_text_buffer_create_tag (buffer, "bold", "weight", PANGO_WEIGHT_BOLD, NULL);
  gtk_text_buffer_create_tag (buffer, "emphasis", "style", PANGO_STYLE_ITALIC, NULL);
  gtk_text_buffer_create_tag (buffer, "code", "family", "monospace", NULL);
}

/* The first line's heading is the page's title. */
static char *
page_title (const char *text)
{
  const char *end = strchrnul (text, '\n');

  return g_strndup (text + 2, (gsize) (end - text) - 2);
}

static void
add_page (HcHelpWindow *self, const char *name)
{
  g_autofree char *path = g_strconcat (HELP_PREFIX, name, NULL);
  g_autoptr (GBytes) bytes = g_resources_lookup_data (path, G_RESOURCE_LOOKUP_FLAGS_NONE, NULL);
  const char *text;
  g_autofree char *title = NULL;
  g_auto (GStrv) lines = NULL;
  GtkWidget *view = gtk_text_view_new ();
  GtkWidget *scroller = gtk_scrolled_window_new ();
  GtkTextBuffer *buffer = gtk_text_view_get_buffer (GTK_TEXT_VIEW (view));
  GtkTextIter at;
  gboolean in_code = FALSE;

  g_return_if_fail (bytes != NULL);
  text = g_bytes_get_data (bytes, NULL);
  title = page_title (text);
  lines = g_strsplit (text, "\n", -1);
  create_tags (buffer);
  gtk_text_buffer_get_start_iter (buffer, &at);
  for (guint i = 0; lines[i] != NULL; i++)
    insert_line (buffer, &at, lines[i], &in_code);

  g_object_set (view, "editable", FALSE, "cursor-visible", FALSE, "wrap-mode", GTK_WRAP_WORD_CHAR,
                "left-margin", 24, "right-margin", 24, "top-margin", 18, "bottom-margin", 18, NULL);
  gtk_accessible_update_property (GTK_ACCESSIBLE (view), GTK_ACCESSIBLE_PROPERTY_LABEL, title, -1);
  gtk_scrolled_window_set_child (GTK_SCROLLED_WINDOW (scroller), view);
  gtk_widget_set_hexpand (scroller, TRUE);
  gtk_stack_add_titled (self->stack, scroller, name, title);
}

static void
hc_help_window_class_init (HcHelpWindowClass *klass)
{
  gtk_widget_class_add_binding_action (GTK_WIDGET_CLASS (klass), GDK_KEY_Escape, 0, "window.close",
                                       NULL);
}

static void
hc_help_window_init (HcHelpWindow *self)
{
  GtkWidget *box = gtk_box_new (GTK_ORIENTATION_VERTICAL, 0);
  GtkWidget *columns = gtk_box_new (GTK_ORIENTATION_HORIZONTAL, 0);
  GtkWidget *sidebar = gtk_stack_sidebar_new ();

  self->stack = GTK_STACK (gtk_stack_new ());
  gtk_stack_sidebar_set_stack (GTK_STACK_SIDEBAR (sidebar), self->stack);
  gtk_widget_set_size_request (sidebar, 200, -1);
  for (guint i = 0; i < G_N_ELEMENTS (pages); i++)
    add_page (self, pages[i]);

  gtk_box_append (GTK_BOX (columns), sidebar);
  gtk_box_append (GTK_BOX (columns), GTK_WIDGET (self->stack));
  gtk_widget_set_vexpand (columns, TRUE);
  gtk_box_append (GTK_BOX (box), adw_header_bar_new ());
  gtk_box_append (GTK_BOX (box), columns);
  adw_window_set_content (ADW_WINDOW (self), box);
  gtk_window_set_title (GTK_WINDOW (self), _("Help"));
  gtk_window_set_default_size (GTK_WINDOW (self), 860, 600);
}

GtkWidget *
hc_help_window_new (GtkWindow *parent)
{
  return g_object_new (HC_TYPE_HELP_WINDOW, "transient-for", parent, NULL);
}
