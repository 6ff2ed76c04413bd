/* SPDX-License-Identifier: GPL-3.0-or-later */

/* Adding, moving, duplicating and deleting steps, failure points and rehearsals, by key or by menu. */

#include "config.h"

#include "hc-hot-path-detail-private.h"

#include <glib/gi18n.h>

#include "hc-notify.h"
#include "hc-record-table.h"

/* ---------------------------------------------------------------- finishing */

typedef enum
{
  THEN_STAY,  /* the focus is where it shall be */
  THEN_FOCUS, /* the record's line gets it */
  THEN_EDIT,  /* its first field gets it */
} Then;

typedef struct
{
  HcHotPathDetail *self;
  const char *failure; /* translated, static */
  Then then;
  char *focus_id; /* NULL: the record the command is about */
  char *toast;    /* NULL: none */
} Pending;

static Pending *
pending_new (HcHotPathDetail *self, const char *failure, Then then)
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
  g_free (pending->focus_id);
  g_free (pending->toast);
  g_free (pending);
}
G_DEFINE_AUTOPTR_CLEANUP_FUNC (Pending, pending_free)

static void
move_focus (Pending *pending, const char *id)
{
  HcHotPathDetailRow *row;

  if (pending->then == THEN_STAY)
    return;
  row = hc_hot_path_detail_find_row (pending->self, id);
  if (row != NULL && pending->then == THEN_EDIT)
    hc_hot_path_detail_row_edit (row);
  else if (row != NULL)
    hc_hot_path_detail_row_focus (row);
  else if (pending->self->step_line != NULL)
    gtk_widget_grab_focus (pending->self->step_line);
}

static void
done_cb (GObject *object, GAsyncResult *result, gpointer user_data)
{
  g_autoptr (Pending) pending = user_data;
  g_autoptr (GError) error = NULL;
  g_autofree char *id = hc_record_list_finish (HC_RECORD_LIST (object), result, &error);

  if (id == NULL)
    {
      hc_notify_error (GTK_WIDGET (pending->self), pending->failure, error);
      return;
    }
  if (gtk_widget_get_mapped (GTK_WIDGET (pending->self)))
    move_focus (pending, pending->focus_id != NULL ? pending->focus_id : id);
  if (pending->toast != NULL)
    hc_notify_toast (GTK_WIDGET (pending->self), pending->toast, _("Undo"), "win.undo");
}

/* ---------------------------------------------------------------- commands */

void
hc_hot_path_detail_add (HcHotPathDetail *self,
                        HcHotRegister which,
                        const char *parent_id,
                        const char *title)
{
  HcRecordList *list = hc_hot_paths_list (self->paths, which);
  const HcRecordType *type = hc_record_list_type (list);
  HcRecordData *record = hc_record_data_new (type);

  hc_record_data_set (record, type->fields[hc_record_type_flagged (type, HC_FIELD_PARENT)].name,
                      parent_id);
  hc_record_data_set (record, type->fields[hc_record_type_flagged (type, HC_FIELD_TITLE)].name,
                      title);
  hc_record_list_add_async (list, record, NULL, done_cb,
                            pending_new (self, _("It could not be added"), THEN_STAY));
}

void
hc_hot_path_detail_move (HcHotPathDetail *self, HcHotRegister which, const char *id, int by)
{
  HcRecord *after = hc_hot_paths_sibling (self->paths, which, id, by);

  if (after == NULL)
    return;
  if (by < 0)
    after = hc_hot_paths_sibling (self->paths, which, hc_record_id (after), -1);
  hc_record_list_move_async (hc_hot_paths_list (self->paths, which), id,
                             after != NULL ? hc_record_id (after) : NULL, done_cb,
                             pending_new (self, _("It could not be moved"), THEN_FOCUS));
}

void
hc_hot_path_detail_duplicate (HcHotPathDetail *self, HcHotRegister which, const char *id)
{
  hc_record_list_duplicate_async (hc_hot_paths_list (self->paths, which), id, done_cb,
                                  pending_new (self, _("It could not be duplicated"), THEN_FOCUS));
}

static char *
deleted_text (HcHotRegister which, HcRecord *record)
{
  if (which == HC_HOT_STEPS)
    return g_strdup_printf (_("Step “%s” deleted"), hc_record_title (record));
  if (which == HC_HOT_FAILURE_POINTS)
    return g_strdup_printf (_("Failure point “%s” deleted"), hc_record_title (record));
  return g_strdup (_("Rehearsal deleted"));
}

void
hc_hot_path_detail_remove (HcHotPathDetail *self, HcHotRegister which, const char *id)
{
  HcRecordList *list = hc_hot_paths_list (self->paths, which);
  HcRecord *record = hc_record_list_find (list, id);
  HcRecord *next = hc_hot_paths_sibling (self->paths, which, id, 1);
  Pending *pending;

  if (record == NULL)
    return;
  if (next == NULL)
    next = hc_hot_paths_sibling (self->paths, which, id, -1);
  pending = pending_new (self, _("It could not be deleted"), THEN_FOCUS);
  if (next != NULL)
    pending->focus_id = g_strdup (hc_record_id (next));
  else if (which == HC_HOT_FAILURE_POINTS)
    pending->focus_id = g_strdup (hc_record_get (record, "step_id"));
  pending->toast = deleted_text (which, record);
  hc_record_list_remove_async (list, id, done_cb, pending);
}

static void
add_rehearsal (HcHotPathDetail *self, const char *kind)
{
  HcLaunch *launch = hc_hot_paths_launch (self->paths);
  HcRecordData *record = hc_record_data_new (hc_record_type ("rehearsal"));
  HcDay today = hc_calendar_day_of (hc_launch_calendar (launch),
                                    g_get_real_time () / G_USEC_PER_SEC);
  g_autofree char *date = hc_day_format (today);

  hc_record_data_set (record, "workflow_id", hc_record_id (self->workflow));
  hc_record_data_set (record, "kind", kind);
  hc_record_data_set (record, "date", date);
  hc_record_list_add_async (hc_hot_paths_list (self->paths, HC_HOT_REHEARSALS), record, NULL,
                            done_cb,
                            pending_new (self, _("The rehearsal could not be added"), THEN_EDIT));
}

/* ---------------------------------------------------------------- a new owner */

typedef struct
{
  HcRecordData *person; /* with an id: it is there already */
  char *workflow_id;
} Owner;

static void
owner_free (gpointer data)
{
  Owner *self = data;

  hc_record_data_free (self->person);
  g_free (self->workflow_id);
  g_free (self);
}

static gboolean
save_owner (HcDb *db, gpointer data, GError **error)
{
  Owner *self = data;

  if (self->person->id == NULL && !hc_record_save (db, self->person, error))
    return FALSE;
  return hc_record_set (db, hc_record_type ("workflow"), self->workflow_id, "owner_person_id",
                        self->person->id, NULL, error);
}

static void
owner_saved_cb (GObject *object, GAsyncResult *result, gpointer user_data)
{
  g_autoptr (HcHotPathDetail) self = user_data;
  g_autoptr (GError) error = NULL;

  if (!hc_store_command_finish (HC_STORE (object), result, &error))
    hc_notify_error (GTK_WIDGET (self), _("The owner could not be set"), error);
}

static HcRecordData *
person_named (HcHotPathDetail *self, const char *name)
{
  HcRecordList *people = hc_hot_paths_list (self->paths, HC_HOT_PEOPLE);
  g_autofree char *wanted = g_utf8_casefold (name, -1);
  HcRecordData *person;

  for (guint i = 0; i < hc_record_list_count (people); i++)
    {
      HcRecord *record = hc_record_list_at (people, i);
      g_autofree char *other = g_utf8_casefold (hc_record_title (record), -1);

      if (g_str_equal (other, wanted))
        return hc_record_data_copy (hc_record_data (record));
    }
  person = hc_record_data_new (hc_record_type ("person"));
  hc_record_data_set (person, "name", name);
  return person;
}

void
hc_hot_path_detail_own (HcHotPathDetail *self, const char *name)
{
  HcStore *store = hc_launch_store (hc_hot_paths_launch (self->paths));
  Owner *owner = g_new0 (Owner, 1);
  g_autofree char *label = g_strdup_printf (_("Set Owner “%s”"), name);

  owner->person = person_named (self, name);
  owner->workflow_id = g_strdup (hc_record_id (self->workflow));
  hc_store_command_async (store, label,
                          hc_record_tables (owner->person->type)
                            | hc_record_tables (hc_record_type ("workflow")),
                          save_owner, owner, owner_free, owner_saved_cb, g_object_ref (self));
}

/* ---------------------------------------------------------------- actions and keys */

static void
add_step_action (GtkWidget *widget, const char *name, GVariant *parameter)
{
  gtk_widget_grab_focus (HC_HOT_PATH_DETAIL (widget)->step_line);
}

static void
paste_steps_action (GtkWidget *widget, const char *name, GVariant *parameter)
{
  hc_hot_path_detail_paste_steps (HC_HOT_PATH_DETAIL (widget));
}

static void
add_rehearsal_action (GtkWidget *widget, const char *name, GVariant *parameter)
{
  add_rehearsal (HC_HOT_PATH_DETAIL (widget),
                 g_str_equal (name, "detail.add-rehearsal") ? "rehearsal" : "live_check");
}

/* The row of a record that has the focus. While a field of it is edited only moving is meant. */
static HcHotPathDetailRow *
focused_row (HcHotPathDetail *self, gboolean in_form)
{
  GtkRoot *root = gtk_widget_get_root (GTK_WIDGET (self));
  GtkWidget *widget = root != NULL ? gtk_root_get_focus (root) : NULL;

  for (; widget != NULL && widget != GTK_WIDGET (self); widget = gtk_widget_get_parent (widget))
    {
      if (!in_form && (HC_IS_FORM (widget) || ADW_IS_ENTRY_ROW (widget)))
        return NULL;
      if (HC_IS_HOT_PATH_DETAIL_ROW (widget))
        return HC_HOT_PATH_DETAIL_ROW (widget);
    }
  return NULL;
}

/* @args: the action of the row. */
static gboolean
row_key_cb (GtkWidget *widget, GVariant *args, gpointer user_data)
{
  const char *action = g_variant_get_string (args, NULL);
  gboolean moves = g_str_has_prefix (action, "row.move");
  HcHotPathDetailRow *row = focused_row (HC_HOT_PATH_DETAIL (widget), moves);

  return row != NULL && gtk_widget_activate_action (GTK_WIDGET (row), action, NULL);
}

static gboolean
edit_key_cb (GtkWidget *widget, GVariant *args, gpointer user_data)
{
  HcHotPathDetail *self = HC_HOT_PATH_DETAIL (widget);

  if (!row_key_cb (widget, args, user_data) && self->workflow != NULL)
    hc_hot_path_detail_edit_name (self);
  return GDK_EVENT_STOP;
}

static gboolean
paste_key_cb (GtkWidget *widget, GVariant *args, gpointer user_data)
{
  gtk_widget_activate_action (widget, "detail.paste-steps", NULL);
  return GDK_EVENT_STOP;
}

void
hc_hot_path_detail_class_install_commands (GtkWidgetClass *klass)
{
  gtk_widget_class_install_property_action (klass, "detail.editing", "editing");
  gtk_widget_class_install_action (klass, "detail.add-step", NULL, add_step_action);
  gtk_widget_class_install_action (klass, "detail.paste-steps", NULL, paste_steps_action);
  gtk_widget_class_install_action (klass, "detail.add-rehearsal", NULL, add_rehearsal_action);
  gtk_widget_class_install_action (klass, "detail.add-live-check", NULL, add_rehearsal_action);
  gtk_widget_class_add_binding (klass, GDK_KEY_Up, GDK_ALT_MASK, row_key_cb, "s", "row.move-up");
  gtk_widget_class_add_binding (klass, GDK_KEY_Down, GDK_ALT_MASK, row_key_cb, "s",
                                "row.move-down");
  gtk_widget_class_add_binding (klass, GDK_KEY_d, GDK_CONTROL_MASK, row_key_cb, "s",
                                "row.duplicate");
  gtk_widget_class_add_binding (klass, GDK_KEY_Delete, 0, row_key_cb, "s", "row.delete");
  gtk_widget_class_add_binding (klass, GDK_KEY_F2, 0, edit_key_cb, "s", "row.edit");
  gtk_widget_class_add_binding (klass, GDK_KEY_v, GDK_CONTROL_MASK, paste_key_cb, NULL);
}

void
hc_hot_path_detail_update_actions (HcHotPathDetail *self)
{
  GtkWidget *widget = GTK_WIDGET (self);
  gboolean writable = hc_hot_path_detail_is_writable (self);

  gtk_widget_action_set_enabled (widget, "detail.add-step", writable);
  gtk_widget_action_set_enabled (widget, "detail.paste-steps", writable);
  gtk_widget_action_set_enabled (widget, "detail.add-rehearsal", writable);
  gtk_widget_action_set_enabled (widget, "detail.add-live-check", writable);
}
