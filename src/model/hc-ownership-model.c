/* SPDX-License-Identifier: GPL-3.0-or-later */

#include "config.h"

#include "hc-ownership-model.h"

#include <glib/gi18n.h>

#include "hc-ownership-table.h"

static const char *const types[] = { "duty",     "duty_role",  "escalation_level", "person",
                                     "team",     "workflow",   "group_team",       "declared_hop" };

enum
{
  DUTIES,
  ROLES,
  LEVELS,
  PEOPLE,
  TEAMS,
};

#define COMMAND_TABLES (HC_TABLES_REGISTERS | HC_TABLES_PLAN)

struct _HcOwnershipModel
{
  GObject parent_instance;

  /* Borrowed */
  HcLaunch *launch; /* it keeps this object */

  /* Owned */
  HcRecordList *lists[G_N_ELEMENTS (types)];
  HcOwnershipPlan plan; /* arrays owned, records borrowed from the lists */
  GPtrArray *findings;
  GHashTable *wanted; /* “duty team letter” → on: commands on their way */

  guint idle;
  guint pending; /* commands on their way */
  gboolean is_stale;
};

G_DEFINE_FINAL_TYPE (HcOwnershipModel, hc_ownership_model, G_TYPE_OBJECT)

enum
{
  CHANGED,
  FAILED,
  N_SIGNALS,
};

static guint signals[N_SIGNALS];

/* ---------------------------------------------------------------- the plan */

static int
kind_order (const HcRecordData *team)
{
  const HcField *field = &team->type->fields[hc_record_type_field (team->type, "kind")];
  int n = 0;

  while (field->choices[n].word != NULL &&
         g_strcmp0 (field->choices[n].word, hc_record_data_get (team, "kind")) != 0)
    n++;
  return n;
}

static int
compare_teams (gconstpointer a, gconstpointer b)
{
  const HcRecordData *x = *(const HcRecordData *const *) a, *y = *(const HcRecordData *const *) b;
  int m = kind_order (x), n = kind_order (y);
  int order = m != n ? m - n : g_utf8_collate (hc_record_data_title (x), hc_record_data_title (y));

  return order != 0 ? order : g_strcmp0 (x->id, y->id);
}

static void
fill (GPtrArray **records, HcRecordList *list)
{
  if (*records == NULL)
    *records = g_ptr_array_new ();
  g_ptr_array_set_size (*records, 0);
  for (guint i = 0; i < hc_record_list_count (list); i++)
    g_ptr_array_add (*records, (gpointer) hc_record_data (hc_record_list_at (list, i)));
}

static void
refresh (HcOwnershipModel *self)
{
  if (!self->is_stale)
    return;
  self->is_stale = FALSE;
  fill (&self->plan.duties, self->lists[DUTIES]);
  fill (&self->plan.roles, self->lists[ROLES]);
  fill (&self->plan.levels, self->lists[LEVELS]);
  fill (&self->plan.people, self->lists[PEOPLE]);
  fill (&self->plan.teams, self->lists[TEAMS]);
  g_ptr_array_sort (self->plan.teams, compare_teams);
  g_clear_pointer (&self->findings, g_ptr_array_unref);
  self->findings = hc_ownership_check (&self->plan);
}

static gboolean
tell_cb (gpointer data)
{
  HcOwnershipModel *self = data;

  self->idle = 0;
  g_signal_emit (self, signals[CHANGED], 0);
  hc_launch_tell_badges (self->launch);
  return G_SOURCE_REMOVE;
}

/* A key press is shown before the next one comes. */
static void
tell_now (HcOwnershipModel *self)
{
  g_clear_handle_id (&self->idle, g_source_remove);
  tell_cb (self);
}

static void
record_changed_cb (HcOwnershipModel *self)
{
  self->is_stale = TRUE;
  /* What was wanted is there now, or something else is: both are the truth. */
  if (self->pending == 0)
    g_hash_table_remove_all (self->wanted);
  if (self->idle == 0)
    self->idle = g_idle_add (tell_cb, self);
}

static void
items_changed_cb (
  HcOwnershipModel *self, guint position, guint removed, guint added, GListModel *list)
{
  for (guint i = position; i < position + added; i++)
    {
      HcRecord *record = hc_record_list_at (HC_RECORD_LIST (list), i);

      /* One that only moved is connected already. */
      g_signal_handlers_disconnect_by_func (record, record_changed_cb, self);
      g_signal_connect_object (record, "changed", G_CALLBACK (record_changed_cb), self,
                               G_CONNECT_SWAPPED);
    }
  record_changed_cb (self);
}

/* ---------------------------------------------------------------- class */

static void
hc_ownership_model_dispose (GObject *object)
{
  HcOwnershipModel *self = HC_OWNERSHIP_MODEL (object);

  g_clear_handle_id (&self->idle, g_source_remove);
  for (guint i = 0; i < G_N_ELEMENTS (types); i++)
    g_clear_object (&self->lists[i]);
  G_OBJECT_CLASS (hc_ownership_model_parent_class)->dispose (object);
}

static void
hc_ownership_model_finalize (GObject *object)
{
  HcOwnershipModel *self = HC_OWNERSHIP_MODEL (object);

  g_clear_pointer (&self->plan.duties, g_ptr_array_unref);
  g_clear_pointer (&self->plan.roles, g_ptr_array_unref);
  g_clear_pointer (&self->plan.levels, g_ptr_array_unref);
  g_clear_pointer (&self->plan.people, g_ptr_array_unref);
  g_clear_pointer (&self->plan.teams, g_ptr_array_unref);
  g_clear_pointer (&self->findings, g_ptr_array_unref);
  g_clear_pointer (&self->wanted, g_hash_table_unref);
  G_OBJECT_CLASS (hc_ownership_model_parent_class)->finalize (object);
}

static void
hc_ownership_model_class_init (HcOwnershipModelClass *klass)
{
  G_OBJECT_CLASS (klass)->dispose = hc_ownership_model_dispose;
  G_OBJECT_CLASS (klass)->finalize = hc_ownership_model_finalize;
  signals[CHANGED] = g_signal_new ("changed", G_TYPE_FROM_CLASS (klass), G_SIGNAL_RUN_LAST, 0, NULL,
                                   NULL, NULL, G_TYPE_NONE, 0);
  signals[FAILED] = g_signal_new ("failed", G_TYPE_FROM_CLASS (klass), G_SIGNAL_RUN_LAST, 0, NULL,
                                  NULL, NULL, G_TYPE_NONE, 2, G_TYPE_STRING, G_TYPE_ERROR);
}

static void
hc_ownership_model_init (HcOwnershipModel *self)
{
  self->wanted = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, NULL);
  self->is_stale = TRUE;
}

HcOwnershipModel *
hc_ownership_model_of (HcLaunch *launch)
{
  HcOwnershipModel *self = g_object_get_data (G_OBJECT (launch), "hc-ownership-model");

  g_return_val_if_fail (HC_IS_LAUNCH (launch), NULL);

  if (self != NULL)
    return self;
  self = g_object_new (HC_TYPE_OWNERSHIP_MODEL, NULL);
  self->launch = launch;
  for (guint i = 0; i < G_N_ELEMENTS (types); i++)
    {
      self->lists[i] = hc_record_list_new (launch, types[i], NULL);
      g_signal_connect_object (self->lists[i], "items-changed", G_CALLBACK (items_changed_cb), self,
                               G_CONNECT_SWAPPED);
      g_signal_connect_object (self->lists[i], "notify::loaded", G_CALLBACK (record_changed_cb),
                               self, G_CONNECT_SWAPPED);
    }
  g_object_set_data_full (G_OBJECT (launch), "hc-ownership-model", self, g_object_unref);
  return self;
}

/* ---------------------------------------------------------------- reading */

gboolean
hc_ownership_model_is_loaded (HcOwnershipModel *self)
{
  for (guint i = 0; i < G_N_ELEMENTS (types); i++)
    if (!hc_record_list_is_loaded (self->lists[i]))
      return FALSE;
  return TRUE;
}

const HcOwnershipPlan *
hc_ownership_model_plan (HcOwnershipModel *self)
{
  g_return_val_if_fail (HC_IS_OWNERSHIP_MODEL (self), NULL);

  refresh (self);
  return &self->plan;
}

GPtrArray *
hc_ownership_model_findings (HcOwnershipModel *self)
{
  g_return_val_if_fail (HC_IS_OWNERSHIP_MODEL (self), NULL);

  refresh (self);
  return self->findings;
}

HcRecordList *
hc_ownership_model_list (HcOwnershipModel *self, const char *type)
{
  for (guint i = 0; i < G_N_ELEMENTS (types); i++)
    if (g_str_equal (types[i], type))
      return self->lists[i];
  g_return_val_if_reached (NULL);
}

const char *
hc_ownership_model_title (HcOwnershipModel *self, const char *type, const char *id)
{
  HcRecord *record = hc_record_list_find (hc_ownership_model_list (self, type), id);

  return record != NULL ? hc_record_title (record) : "";
}

const char *
hc_ownership_model_team_of_group (HcOwnershipModel *self, const char *group)
{
  HcRecordList *list = hc_ownership_model_list (self, "group_team");

  for (guint i = 0; i < hc_record_list_count (list); i++)
    {
      HcRecord *record = hc_record_list_at (list, i);

      if (g_strcmp0 (hc_record_get (record, "group_name"), group) == 0)
        return hc_record_get (record, "team_id");
    }
  return NULL;
}

/* ---------------------------------------------------------------- cells */

static char *
cell_key (const char *duty_id, const char *team_id, const char *letter)
{
  return g_strjoin (" ", duty_id, team_id, letter, NULL);
}

gboolean
hc_ownership_model_has (HcOwnershipModel *self,
                        const char *duty_id,
                        const char *team_id,
                        const char *letter)
{
  g_autofree char *key = cell_key (duty_id, team_id, letter);
  gpointer wanted;

  if (g_hash_table_lookup_extended (self->wanted, key, NULL, &wanted))
    return GPOINTER_TO_INT (wanted);
  return hc_ownership_role (hc_ownership_model_plan (self), duty_id, team_id, letter) != NULL;
}

static const struct
{
  const char *letter;
  const char *word;
} letters[] = {
  { "R", N_("responsible") },
  { "A", N_("accountable") },
  { "C", N_("consulted") },
  { "I", N_("informed") },
};

/* The undo step of a letter. */
static char *
letter_label (const char *letter, gboolean on, const char *row)
{
  switch (*letter)
    {
    case 'R':
      return on ? g_strdup_printf (_("Set Responsible of “%s”"), row)
                : g_strdup_printf (_("Clear Responsible of “%s”"), row);
    case 'A':
      return on ? g_strdup_printf (_("Set Accountable of “%s”"), row)
                : g_strdup_printf (_("Clear Accountable of “%s”"), row);
    case 'C':
      return on ? g_strdup_printf (_("Set Consulted of “%s”"), row)
                : g_strdup_printf (_("Clear Consulted of “%s”"), row);
    default:
      return on ? g_strdup_printf (_("Set Informed of “%s”"), row)
                : g_strdup_printf (_("Clear Informed of “%s”"), row);
    }
}

char *
hc_ownership_model_cell_text (HcOwnershipModel *self, const char *duty_id, const char *team_id)
{
  g_autoptr (GPtrArray) words = g_ptr_array_new ();
  g_autofree char *joined = NULL;

  for (guint i = 0; i < G_N_ELEMENTS (letters); i++)
    if (hc_ownership_model_has (self, duty_id, team_id, letters[i].letter))
      g_ptr_array_add (words, (gpointer) _(letters[i].word));
  if (words->len == 0)
    g_ptr_array_add (words, (gpointer) _("empty"));
  g_ptr_array_add (words, NULL);
  joined = g_strjoinv (", ", (char **) words->pdata);
  /* TRANSLATORS: read aloud: row, team of the column, what it is there: “accountable” */
  return g_strdup_printf (_("%s, %s: %s"), hc_ownership_model_title (self, "duty", duty_id),
                          hc_ownership_model_title (self, "team", team_id), joined);
}

static void
append_tsv (GString *out, const char *text)
{
  for (const char *p = text; *p != '\0'; p++)
    g_string_append_c (out, *p == '\t' || *p == '\n' || *p == '\r' ? ' ' : *p);
}

static void
append_row (HcOwnershipModel *self, GString *out, const HcRecordData *duty)
{
  append_tsv (out, hc_record_data_title (duty));
  for (guint i = 0; i < self->plan.teams->len; i++)
    {
      const HcRecordData *team = g_ptr_array_index (self->plan.teams, i);
      gsize start;

      g_string_append_c (out, '\t');
      start = out->len;
      for (guint j = 0; j < G_N_ELEMENTS (letters); j++)
        if (hc_ownership_model_has (self, duty->id, team->id, letters[j].letter))
          g_string_append_printf (out, "%s%s", out->len > start ? "/" : "", letters[j].letter);
    }
  g_string_append_c (out, '\n');
}

char *
hc_ownership_model_dup_tsv (HcOwnershipModel *self)
{
  const HcOwnershipPlan *plan = hc_ownership_model_plan (self);
  GString *out = g_string_new (NULL);

  append_tsv (out, _("Area"));
  for (guint i = 0; i < plan->teams->len; i++)
    {
      g_string_append_c (out, '\t');
      append_tsv (out, hc_record_data_title (g_ptr_array_index (plan->teams, i)));
    }
  g_string_append_c (out, '\n');
  for (guint i = 0; i < plan->duties->len; i++)
    append_row (self, out, g_ptr_array_index (plan->duties, i));
  return g_string_free (out, FALSE);
}

/* ---------------------------------------------------------------- commands */

typedef struct
{
  HcOwnershipModel *self;
  char *what;
} Running;

static void
run_cb (GObject *object, GAsyncResult *result, gpointer user_data)
{
  Running *running = user_data;
  g_autoptr (HcOwnershipModel) self = running->self;
  g_autofree char *what = running->what;
  g_autoptr (GError) error = NULL;

  g_free (running);
  self->pending--;
  if (hc_store_command_finish (HC_STORE (object), result, &error))
    return;
  g_hash_table_remove_all (self->wanted);
  record_changed_cb (self);
  if (!g_error_matches (error, G_IO_ERROR, G_IO_ERROR_CANCELLED))
    g_signal_emit (self, signals[FAILED], 0, what, error);
}

void
hc_ownership_model_run (HcOwnershipModel *self,
                        const char *label,
                        const char *what,
                        HcCommandFunc func,
                        gpointer data,
                        GDestroyNotify data_free)
{
  Running *running = g_new0 (Running, 1);

  running->self = g_object_ref (self);
  running->what = g_strdup (what);
  self->pending++;
  hc_store_command_async (hc_launch_store (self->launch), label, COMMAND_TABLES, func, data,
                          data_free, run_cb, running);
}

static HcCellChange *
change_new (const char *duty_id, const char *team_id, const char *letter)
{
  HcCellChange *change = g_new0 (HcCellChange, 1);

  change->duty_id = g_strdup (duty_id);
  change->team_id = g_strdup (team_id);
  change->letter = g_strdup (letter);
  return change;
}

/* Who is accountable for this team elsewhere, else its only person; NULL: nobody can be told. */
static const char *
usual_person (HcOwnershipModel *self, const char *team_id)
{
  const HcOwnershipPlan *plan = hc_ownership_model_plan (self);
  const char *only = NULL;
  guint n = 0;

  for (guint i = plan->roles->len; i-- > 0;)
    {
      const HcRecordData *role = g_ptr_array_index (plan->roles, i);

      if (g_strcmp0 (hc_record_data_get (role, "team_id"), team_id) == 0 &&
          g_strcmp0 (hc_record_data_get (role, "letter"), "A") == 0 &&
          hc_record_data_is_set (role, "person_id"))
        return hc_record_data_get (role, "person_id");
    }
  for (guint i = 0; i < plan->people->len; i++)
    {
      const HcRecordData *person = g_ptr_array_index (plan->people, i);

      if (g_strcmp0 (hc_record_data_get (person, "team_id"), team_id) != 0)
        continue;
      only = person->id;
      n++;
    }
  return n == 1 ? only : NULL;
}

void
hc_ownership_model_toggle (HcOwnershipModel *self,
                           const char *duty_id,
                           const char *team_id,
                           const char *letter)
{
  HcCellChange *change = change_new (duty_id, team_id, letter);
  g_autofree char *label = NULL;

  change->on = !hc_ownership_model_has (self, duty_id, team_id, letter);
  if (change->on && g_str_equal (letter, "A"))
    change->person_id = g_strdup (usual_person (self, team_id));
  g_hash_table_insert (self->wanted, cell_key (duty_id, team_id, letter),
                       GINT_TO_POINTER (change->on));
  label = letter_label (letter, change->on, hc_ownership_model_title (self, "duty", duty_id));
  hc_ownership_model_run (self, label, _("The cell could not be changed"), hc_ownership_set_letter,
                          change, (GDestroyNotify) hc_cell_change_free);
  tell_now (self);
}

void
hc_ownership_model_clear_cell (HcOwnershipModel *self, const char *duty_id, const char *team_id)
{
  g_autofree char *label =
    /* TRANSLATORS: team of the column, row */
    g_strdup_printf (_("Clear %s of “%s”"), hc_ownership_model_title (self, "team", team_id),
                     hc_ownership_model_title (self, "duty", duty_id));

  for (guint i = 0; i < G_N_ELEMENTS (letters); i++)
    g_hash_table_insert (self->wanted, cell_key (duty_id, team_id, letters[i].letter), NULL);
  hc_ownership_model_run (self, label, _("The cell could not be cleared"), hc_ownership_clear_cell,
                          change_new (duty_id, team_id, NULL),
                          (GDestroyNotify) hc_cell_change_free);
  tell_now (self);
}

void
hc_ownership_model_set_accountable (HcOwnershipModel *self,
                                    const char *duty_id,
                                    const char *team_id,
                                    const char *person_id)
{
  HcCellChange *change = change_new (duty_id, team_id, "A");
  g_autofree char *label = g_strdup_printf (
    _("Set Accountable Person of “%s”"), hc_ownership_model_title (self, "duty", duty_id));

  change->person_id = g_strdup (person_id);
  hc_ownership_model_run (self, label, _("The accountable person could not be set"),
                          hc_ownership_set_accountable, change,
                          (GDestroyNotify) hc_cell_change_free);
}

void
hc_ownership_model_add_areas (HcOwnershipModel *self)
{
  hc_ownership_model_run (self, _("Add the Seven Areas"), _("The rows could not be added"),
                          hc_ownership_add_areas, NULL, NULL);
}

void
hc_ownership_model_add_workflows (HcOwnershipModel *self)
{
  hc_ownership_model_run (self, _("Add Rows for Hot Paths"), _("The rows could not be added"),
                          hc_ownership_add_workflows, NULL, NULL);
}
