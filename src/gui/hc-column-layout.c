/* SPDX-License-Identifier: GPL-3.0-or-later */

#include "config.h"

#include "hc-column-layout.h"

#include "hc-chart-theme.h"
#include "hc-ui-state.h"

#define SAVE_DELAY_MS 500
#define MIN_WIDTH 24
#define MAX_WIDTH 2000

typedef struct
{
  GtkColumnViewColumn *column; /* owned */
  char *name;
  int width;
  gboolean shown;
} Entry;

struct _HcColumnLayout
{
  GObject parent_instance;

  /* Borrowed */
  GtkColumnView *view;

  /* Owned */
  char *state_key;
  GPtrArray *entries; /* of Entry, default order */
  guint save_source;
  gboolean restoring;
};

enum
{
  CHANGED,
  N_SIGNALS,
};
static guint signals[N_SIGNALS];

G_DEFINE_FINAL_TYPE (HcColumnLayout, hc_column_layout, G_TYPE_OBJECT)

static void
entry_free (Entry *entry)
{
  g_object_unref (entry->column);
  g_free (entry->name);
  g_free (entry);
}

static Entry *
entry_of (HcColumnLayout *self, GtkColumnViewColumn *column)
{
  for (guint i = 0; i < self->entries->len; i++)
    {
      Entry *entry = g_ptr_array_index (self->entries, i);

      if (entry->column == column)
        return entry;
    }
  return NULL;
}

static gboolean
is_in_view (HcColumnLayout *self, Entry *entry)
{
  GListModel *columns = gtk_column_view_get_columns (self->view);

  for (guint i = 0; i < g_list_model_get_n_items (columns); i++)
    {
      g_autoptr (GtkColumnViewColumn) column = g_list_model_get_item (columns, i);

      if (column == entry->column)
        return TRUE;
    }
  return FALSE;
}

static Entry *
entry_named (HcColumnLayout *self, const char *name)
{
  for (guint i = 0; i < self->entries->len; i++)
    {
      Entry *entry = g_ptr_array_index (self->entries, i);

      if (g_strcmp0 (entry->name, name) == 0)
        return entry;
    }
  return NULL;
}

/* ---------------------------------------------------------------- sorting */

/* GTK < 4.10 hides the sort column. Each column's sorter answers “smaller” once and notes that it
 * was asked: the first one asked is the sort column, the sign that comes out is its direction.
 * Drop with gtk_column_view_sorter_get_primary_sort_column(). */
static GtkColumnViewColumn *probed;

static int
probe_cb (gconstpointer a, gconstpointer b, gpointer column)
{
  if (probed == NULL)
    probed = column;
  return -1;
}

const char *
hc_column_layout_sort (HcColumnLayout *self, gboolean *descending)
{
  GtkSorter *sorter = gtk_column_view_get_sorter (self->view);
  g_autoptr (GObject) a = g_object_new (G_TYPE_OBJECT, NULL);
  g_autoptr (GObject) b = g_object_new (G_TYPE_OBJECT, NULL);
  GtkOrdering ordering;
  Entry *entry;

  probed = NULL;
  ordering = gtk_sorter_compare (sorter, a, b);
  entry = probed != NULL ? entry_of (self, probed) : NULL;
  if (entry == NULL)
    return NULL;
  *descending = ordering == GTK_ORDERING_LARGER;
  return entry->name;
}

void
hc_column_layout_set_sort (HcColumnLayout *self, const char *name, gboolean descending)
{
  Entry *entry = entry_named (self, name);

  gtk_column_view_sort_by_column (self->view, entry != NULL ? entry->column : NULL,
                                  descending ? GTK_SORT_DESCENDING : GTK_SORT_ASCENDING);
}

/* ---------------------------------------------------------------- state */

/* .hc-table has a smaller font of its own: the text around it counts. */
static double
scale_of (HcColumnLayout *self)
{
  GtkWidget *around = gtk_widget_get_parent (GTK_WIDGET (self->view));

  return hc_text_scale_for_widget (around != NULL ? around : GTK_WIDGET (self->view));
}

/* “key:112,title:160”: shown columns in order, widths at the default text size. */
static char *
describe (HcColumnLayout *self)
{
  GListModel *columns = gtk_column_view_get_columns (self->view);
  g_autoptr (GString) text = g_string_new (NULL);

  for (guint i = 0; i < g_list_model_get_n_items (columns); i++)
    {
      g_autoptr (GtkColumnViewColumn) column = g_list_model_get_item (columns, i);
      Entry *entry = entry_of (self, column);

      g_string_append_printf (text, "%s%s:%d", text->len > 0 ? "," : "", entry->name,
                              (int) (gtk_column_view_column_get_fixed_width (column)
                                       / scale_of (self)
                                     + 0.5));
    }
  return g_string_free (g_steal_pointer (&text), FALSE);
}

static gboolean
save_cb (gpointer user_data)
{
  HcColumnLayout *self = user_data;
  g_autofree char *state = describe (self);

  self->save_source = 0;
  hc_ui_state_set_string (self->state_key, state);
  return G_SOURCE_REMOVE;
}

static void
changed_cb (HcColumnLayout *self)
{
  if (self->restoring)
    return;
  if (self->save_source == 0)
    self->save_source = g_timeout_add (SAVE_DELAY_MS, save_cb, self);
  g_signal_emit (self, signals[CHANGED], 0);
}

/* GTK 4.8 counts the width of invisible columns: a hidden one is not in the view at all. */
static void
place (HcColumnLayout *self, Entry *entry, int width)
{
  gtk_column_view_column_set_fixed_width (entry->column, (int) (CLAMP (width, MIN_WIDTH, MAX_WIDTH)
                                                                * scale_of (self)));
  gtk_column_view_append_column (self->view, entry->column);
}

/* An unusable state is the default. */
static void
apply (HcColumnLayout *self, const char *state)
{
  g_auto (GStrv) words = g_strsplit (state, ",", -1);

  self->restoring = TRUE;
  for (guint i = 0; words[i] != NULL; i++)
    {
      g_auto (GStrv) parts = g_strsplit (words[i], ":", 2);
      Entry *entry = parts[0] != NULL ? entry_named (self, parts[0]) : NULL;
      int width;

      if (entry == NULL || is_in_view (self, entry))
        continue;
      width = parts[1] != NULL ? (int) g_ascii_strtoll (parts[1], NULL, 10) : 0;
      place (self, entry, width > 0 ? width : entry->width);
    }
  if (g_list_model_get_n_items (gtk_column_view_get_columns (self->view)) == 0)
    for (guint i = 0; i < self->entries->len; i++)
      {
        Entry *entry = g_ptr_array_index (self->entries, i);

        if (entry->shown)
          place (self, entry, entry->width);
      }
  self->restoring = FALSE;
}

void
hc_column_layout_restore (HcColumnLayout *self)
{
  g_autofree char *state = hc_ui_state_string (self->state_key);

  apply (self, state);
  g_signal_emit (self, signals[CHANGED], 0);
}

void
hc_column_layout_reset (HcColumnLayout *self)
{
  self->restoring = TRUE;
  for (guint i = 0; i < self->entries->len; i++)
    if (is_in_view (self, g_ptr_array_index (self->entries, i)))
      gtk_column_view_remove_column (self->view,
                                     ((Entry *) g_ptr_array_index (self->entries, i))->column);
  apply (self, "");
  changed_cb (self);
}

/* ---------------------------------------------------------------- columns */

void
hc_column_layout_add (HcColumnLayout *self,
                      GtkColumnViewColumn *column,
                      const char *name,
                      int width,
                      gboolean shown)
{
  g_autoptr (GtkSorter) sorter
    = GTK_SORTER (gtk_custom_sorter_new (probe_cb, column, NULL));
  Entry *entry = g_new (Entry, 1);

  *entry = (Entry) { column, g_strdup (name), width, shown };
  g_ptr_array_add (self->entries, entry);
  gtk_column_view_column_set_sorter (column, sorter);
  g_signal_connect_object (column, "notify::fixed-width", G_CALLBACK (changed_cb), self,
                           G_CONNECT_SWAPPED);
}

void
hc_column_layout_set_shown (HcColumnLayout *self, const char *name, gboolean shown)
{
  Entry *entry = entry_named (self, name);

  g_return_if_fail (entry != NULL);
  if (shown == is_in_view (self, entry))
    return;
  if (shown)
    place (self, entry, entry->width);
  else if (g_list_model_get_n_items (gtk_column_view_get_columns (self->view)) > 1)
    gtk_column_view_remove_column (self->view, entry->column);
}

gboolean
hc_column_layout_is_shown (HcColumnLayout *self, const char *name)
{
  Entry *entry = entry_named (self, name);

  return entry != NULL && is_in_view (self, entry);
}

const char **
hc_column_layout_shown (HcColumnLayout *self)
{
  GListModel *columns = gtk_column_view_get_columns (self->view);
  GPtrArray *names = g_ptr_array_new ();

  for (guint i = 0; i < g_list_model_get_n_items (columns); i++)
    {
      g_autoptr (GtkColumnViewColumn) column = g_list_model_get_item (columns, i);

      g_ptr_array_add (names, entry_of (self, column)->name);
    }
  g_ptr_array_add (names, NULL);
  return (const char **) g_ptr_array_free (names, FALSE);
}

/* GTK 4.8 has no header alignment: move the box inside the title's button. */
void
hc_column_layout_align_end (HcColumnLayout *self, const char *name)
{
  GtkWidget *header = gtk_widget_get_first_child (GTK_WIDGET (self->view));
  Entry *entry = entry_named (self, name);
  const char *title = entry != NULL ? gtk_column_view_column_get_title (entry->column) : NULL;

  for (GtkWidget *button = header != NULL ? gtk_widget_get_first_child (header) : NULL;
       button != NULL && title != NULL; button = gtk_widget_get_next_sibling (button))
    {
      GtkWidget *box = gtk_widget_get_first_child (button);
      GtkWidget *label = box != NULL ? gtk_widget_get_first_child (box) : NULL;

      if (GTK_IS_LABEL (label) && g_strcmp0 (gtk_label_get_label (GTK_LABEL (label)), title) == 0)
        gtk_widget_set_halign (box, GTK_ALIGN_END);
    }
}

/* ---------------------------------------------------------------- object */

static void
hc_column_layout_finalize (GObject *object)
{
  HcColumnLayout *self = HC_COLUMN_LAYOUT (object);

  g_clear_handle_id (&self->save_source, g_source_remove);
  g_ptr_array_unref (self->entries);
  g_free (self->state_key);
  G_OBJECT_CLASS (hc_column_layout_parent_class)->finalize (object);
}

static void
hc_column_layout_class_init (HcColumnLayoutClass *klass)
{
  G_OBJECT_CLASS (klass)->finalize = hc_column_layout_finalize;
  signals[CHANGED] = g_signal_new ("changed", HC_TYPE_COLUMN_LAYOUT, G_SIGNAL_RUN_LAST, 0, NULL,
                                   NULL, NULL, G_TYPE_NONE, 0);
}

static void
hc_column_layout_init (HcColumnLayout *self)
{
  self->entries = g_ptr_array_new_with_free_func ((GDestroyNotify) entry_free);
}

HcColumnLayout *
hc_column_layout_new (GtkColumnView *view, const char *state_key)
{
  HcColumnLayout *self = g_object_new (HC_TYPE_COLUMN_LAYOUT, NULL);

  self->view = view;
  self->state_key = g_strdup (state_key);
  g_signal_connect_object (gtk_column_view_get_columns (view), "items-changed",
                           G_CALLBACK (changed_cb), self, G_CONNECT_SWAPPED);
  return self;
}
