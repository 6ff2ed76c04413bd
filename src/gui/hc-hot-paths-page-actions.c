/* SPDX-License-Identifier: GPL-3.0-or-later */

/* What can be done with a whole hot path. */

#include "config.h"

#include "hc-hot-paths-page-private.h"

#include <glib/gi18n.h>

#include "hc-cohorts-dialog.h"

/* ---------------------------------------------------------------- finishing */

typedef enum
{
  THEN_SELECT, /* shown; the focus stays where it is unless it was in the list */
  THEN_FOCUS,  /* shown, its row has the focus */
  THEN_NAME,   /* shown, its name is edited */
  THEN_TOAST,  /* it is gone */
} Then;

typedef struct
{
  HcHotPathsPage *self;
  const char *failure; /* translated, static */
  Then then;
  char *toast;
} Pending;

static Pending *
pending_new (HcHotPathsPage *self, const char *failure, Then then)
{
  Pending *pending = g_new0 (Pending, 1);

  pending->self = g_object_ref (self);
  pending->failure = failure;
  pending->then = then;
  return pending;
}

static void
pending_free (Pending *pending)
{
  g_object_unref (pending->self);
  g_free (pending->toast);
  g_free (pending);
}
G_DEFINE_AUTOPTR_CLEANUP_FUNC (Pending, pending_free)

static void
done_cb (GObject *object, GAsyncResult *result, gpointer user_data)
{
  g_autoptr (Pending) pending = user_data;
  HcHotPathsPage *self = pending->self;
  g_autoptr (GError) error = NULL;
  g_autofree char *id = hc_record_list_finish (HC_RECORD_LIST (object), result, &error);

  if (id == NULL)
    {
      hc_page_report (HC_PAGE (self), pending->failure, error);
      return;
    }
  if (self->list == NULL) /* the page has gone meanwhile */
    return;
  if (pending->then == THEN_TOAST)
    {
      hc_page_toast (HC_PAGE (self), pending->toast, _("Undo"), "win.undo");
      return;
    }
  hc_hot_paths_page_select (self, id, pending->then == THEN_FOCUS);
  if (pending->then == THEN_NAME)
    {
      gtk_stack_set_visible_child_name (self->stack, "content");
      hc_hot_path_detail_edit_name (self->detail);
    }
}

static HcRecordList *
workflows (HcHotPathsPage *self)
{
  return hc_hot_paths_list (self->paths, HC_HOT_WORKFLOWS);
}

/* ---------------------------------------------------------------- moving */

static gboolean
focus_is_in (GtkWidget *widget)
{
  GtkRoot *root = gtk_widget_get_root (widget);
  GtkWidget *focus = root != NULL ? gtk_root_get_focus (root) : NULL;

  return focus != NULL && (focus == widget || gtk_widget_is_ancestor (focus, widget));
}

void
hc_hot_paths_page_move (HcHotPathsPage *self, const char *id, const char *after_id)
{
  gboolean in_list = focus_is_in (GTK_WIDGET (self->list));

  hc_record_list_move_async (workflows (self), id, after_id, done_cb,
                             pending_new (self, _("The hot path could not be moved"),
                                          in_list ? THEN_FOCUS : THEN_SELECT));
}

static void
move_by (HcHotPathsPage *self, int by)
{
  HcRecord *after = hc_hot_paths_sibling (self->paths, HC_HOT_WORKFLOWS, self->shown_id, by);

  if (after != NULL && by < 0)
    after = hc_hot_paths_sibling (self->paths, HC_HOT_WORKFLOWS, hc_record_id (after), -1);
  hc_hot_paths_page_move (self, self->shown_id, after != NULL ? hc_record_id (after) : NULL);
}

static void
move_up_cb (GSimpleAction *action, GVariant *parameter, gpointer user_data)
{
  move_by (user_data, -1);
}

static void
move_down_cb (GSimpleAction *action, GVariant *parameter, gpointer user_data)
{
  move_by (user_data, 1);
}

/* ---------------------------------------------------------------- other actions */

static gboolean
has_name (HcHotPathsPage *self, const char *name)
{
  for (guint i = 0; i < hc_record_list_count (workflows (self)); i++)
    if (g_strcmp0 (hc_record_title (hc_record_list_at (workflows (self), i)), name) == 0)
      return TRUE;
  return FALSE;
}

/* “New hot path”, “New hot path 2” … */
static char *
dup_free_name (HcHotPathsPage *self)
{
  char *name = g_strdup (_("New hot path"));

  for (guint i = 2; has_name (self, name); i++)
    {
      g_free (name);
      name = g_strdup_printf (_("New hot path %u"), i);
    }
  return name;
}

static void
new_hot_path_cb (GSimpleAction *action, GVariant *parameter, gpointer user_data)
{
  HcHotPathsPage *self = user_data;
  HcRecordData *record = hc_record_data_new (hc_record_type ("workflow"));
  g_autofree char *name = dup_free_name (self);

  gtk_search_bar_set_search_mode (self->search_bar, FALSE); /* it would hide the new one */
  hc_record_data_set (record, "name", name);
  hc_record_list_add_async (workflows (self), record, NULL, done_cb,
                            pending_new (self, _("The hot path could not be added"), THEN_NAME));
}

static void
duplicate_cb (GSimpleAction *action, GVariant *parameter, gpointer user_data)
{
  HcHotPathsPage *self = user_data;

  hc_hot_path_detail_commit (self->detail);
  hc_record_list_duplicate_async (workflows (self), self->shown_id, done_cb,
                                  pending_new (self, _("The hot path could not be duplicated"),
                                               THEN_NAME));
}

static void
delete_cb (GSimpleAction *action, GVariant *parameter, gpointer user_data)
{
  HcHotPathsPage *self = user_data;
  HcRecord *record = hc_record_list_find (workflows (self), self->shown_id);
  Pending *pending = pending_new (self, _("The hot path could not be deleted"), THEN_TOAST);

  hc_hot_path_detail_commit (self->detail);
  pending->toast = g_strdup_printf (_("Hot path “%s” deleted"), hc_record_title (record));
  hc_record_list_remove_async (workflows (self), self->shown_id, done_cb, pending);
}

static void
manage_cohorts_cb (GSimpleAction *action, GVariant *parameter, gpointer user_data)
{
  HcHotPathsPage *self = user_data;
  GtkRoot *root = gtk_widget_get_root (GTK_WIDGET (self));

  hc_cohorts_dialog_present (GTK_IS_WINDOW (root) ? GTK_WINDOW (root) : NULL, self->paths);
}

static void
use_starter_cb (GSimpleAction *action, GVariant *parameter, gpointer user_data)
{
  hc_hot_paths_page_choose_starter (user_data);
}

/* ---------------------------------------------------------------- state */

/* A button that turns insensitive would lose the focus. */
static void
keep_focus (HcHotPathsPage *self, GtkWidget *button, gboolean enabled)
{
  GtkListBoxRow *row = hc_hot_paths_page_find_row (self, self->shown_id);

  if (!enabled && row != NULL && focus_is_in (button))
    gtk_widget_grab_focus (GTK_WIDGET (row));
}

void
hc_hot_paths_page_update_actions (HcHotPathsPage *self)
{
  HcPage *page = HC_PAGE (self);
  gboolean writable = hc_page_is_writable (page);
  gboolean any = writable && self->shown_id != NULL;
  gboolean up = any && hc_hot_paths_sibling (self->paths, HC_HOT_WORKFLOWS, self->shown_id, -1);
  gboolean down = any && hc_hot_paths_sibling (self->paths, HC_HOT_WORKFLOWS, self->shown_id, 1);

  keep_focus (self, self->up_button, up);
  keep_focus (self, self->down_button, down);
  hc_page_set_enabled (page, "new-hot-path", writable);
  hc_page_set_enabled (page, "use-starter", writable);
  hc_page_set_enabled (page, "duplicate-hot-path", any);
  hc_page_set_enabled (page, "delete-hot-path", any);
  hc_page_set_enabled (page, "move-up", up);
  hc_page_set_enabled (page, "move-down", down);
}

void
hc_hot_paths_page_add_actions (HcHotPathsPage *self)
{
  static const GActionEntry entries[] = {
    { .name = "new-hot-path", .activate = new_hot_path_cb },
    { .name = "duplicate-hot-path", .activate = duplicate_cb },
    { .name = "delete-hot-path", .activate = delete_cb },
    { .name = "move-up", .activate = move_up_cb },
    { .name = "move-down", .activate = move_down_cb },
    { .name = "manage-cohorts", .activate = manage_cohorts_cb },
    { .name = "use-starter", .activate = use_starter_cb },
  };
  static const HcPageKey keys[] = { { "<Control><Shift>n", "page.new-hot-path" } };
  static const HcPageKey list_keys[] = {
    { "<Alt>Up", "page.move-up" },
    { "<Alt>Down", "page.move-down" },
    { "<Control>d", "page.duplicate-hot-path" },
    { "Delete", "page.delete-hot-path" },
  };

  hc_page_add_actions (HC_PAGE (self), entries, G_N_ELEMENTS (entries));
  hc_page_set_keys (HC_PAGE (self), keys, G_N_ELEMENTS (keys));
  gtk_widget_add_controller (GTK_WIDGET (self->list),
                             hc_page_key_controller_new (list_keys, G_N_ELEMENTS (list_keys)));
}
