/* SPDX-License-Identifier: GPL-3.0-or-later */

#include "config.h"

#include "hc-ownership.h"

#include <glib/gi18n.h>

/* The seven areas of the method, as words of duty.area, with the names of their rows. */
static const struct
{
  const char *word;
  const char *name;
} areas[] = {
  { "classification", N_("Ticket classification and tagging") },
  { "access", N_("Access and permission issues") },
  { "defects", N_("Workflow defects or configuration blockers") },
  { "guidance", N_("Process guidance and approved answers") },
  { "known_issues", N_("Known-issue communication") },
  { "content", N_("User-facing support content") },
  { "metrics", N_("Hypercare metrics and reporting") },
};

void
hc_ownership_finding_free (HcOwnershipFinding *self)
{
  g_free (self->brief);
  g_free (self->reason);
  g_free (self);
}

static const HcRecordData *
find (GPtrArray *records, const char *id)
{
  for (guint i = 0; id != NULL && i < records->len; i++)
    {
      const HcRecordData *record = g_ptr_array_index (records, i);

      if (g_strcmp0 (record->id, id) == 0)
        return record;
    }
  return NULL;
}

static gboolean
is (const HcRecordData *record, const char *field, const char *value)
{
  return g_strcmp0 (hc_record_data_get (record, field), value) == 0;
}

static const char *
title (GPtrArray *records, const char *id)
{
  const HcRecordData *record = find (records, id);

  return record != NULL ? hc_record_data_title (record) : "";
}

/* ---------------------------------------------------------------- cells */

const HcRecordData *
hc_ownership_role (const HcOwnershipPlan *plan,
                   const char *duty_id,
                   const char *team_id,
                   const char *letter)
{
  for (guint i = 0; i < plan->roles->len; i++)
    {
      const HcRecordData *role = g_ptr_array_index (plan->roles, i);

      if (is (role, "duty_id", duty_id) && is (role, "team_id", team_id) &&
          is (role, "letter", letter))
        return role;
    }
  return NULL;
}

GPtrArray *
hc_ownership_roles (const HcOwnershipPlan *plan, const char *duty_id, const char *letter)
{
  GPtrArray *found = g_ptr_array_new ();

  for (guint i = 0; i < plan->teams->len; i++)
    {
      const HcRecordData *team = g_ptr_array_index (plan->teams, i);

      for (guint j = 0; j < plan->roles->len; j++)
        {
          HcRecordData *role = g_ptr_array_index (plan->roles, j);

          if (is (role, "duty_id", duty_id) && is (role, "team_id", team->id) &&
              is (role, "letter", letter))
            g_ptr_array_add (found, role);
        }
    }
  return found;
}

static gboolean
row_is_empty (const HcOwnershipPlan *plan, const char *duty_id)
{
  for (guint i = 0; i < plan->roles->len; i++)
    if (is (g_ptr_array_index (plan->roles, i), "duty_id", duty_id))
      return FALSE;
  return TRUE;
}

guint
hc_ownership_load (const HcOwnershipPlan *plan, const char *person_id, const char *team_id)
{
  guint n = 0;

  for (guint i = 0; i < plan->roles->len; i++)
    {
      const HcRecordData *role = g_ptr_array_index (plan->roles, i);
      gboolean is_theirs = person_id != NULL
                             ? is (role, "person_id", person_id)
                             : !hc_record_data_is_set (role, "person_id") &&
                                 is (role, "team_id", team_id);

      n += is (role, "letter", "A") && is_theirs ? 1 : 0;
    }
  return n;
}

/* ---------------------------------------------------------------- checks of a row */

/* Takes @brief and @reason. */
static HcOwnershipFinding *
add (GPtrArray *findings, HcOwnershipKind kind, const char *duty_id, char *brief, char *reason)
{
  HcOwnershipFinding *finding = g_new0 (HcOwnershipFinding, 1);

  finding->kind = kind;
  finding->duty_id = duty_id;
  finding->brief = brief;
  finding->reason = reason;
  g_ptr_array_add (findings, finding);
  return finding;
}

static void
check_several (GPtrArray *findings, const HcRecordData *duty, GPtrArray *accountable)
{
  HcOwnershipFinding *finding;
  guint n = accountable->len;

  finding = add (findings, HC_OWNERSHIP_SEVERAL_ACCOUNTABLE, duty->id,
                 n == 2 ? g_strdup (_("A twice")) : g_strdup_printf (_("A %u times"), n),
                 g_strdup_printf (
                   _("“%s” has %u accountable; keep exactly one, or nobody decides."),
                   hc_record_data_title (duty), n));
  finding->team_id = hc_record_data_get (g_ptr_array_index (accountable, 1), "team_id");
}

/* Is there somebody to decide, also on holiday? */
static void
check_person (const HcOwnershipPlan *plan,
              GPtrArray *findings,
              const HcRecordData *duty,
              const HcRecordData *role)
{
  const char *name = hc_record_data_title (duty);
  const HcRecordData *person = find (plan->people, hc_record_data_get (role, "person_id"));
  HcOwnershipFinding *finding;

  if (person == NULL)
    finding = add (findings, HC_OWNERSHIP_NO_PERSON, duty->id, g_strdup (_("No name for A")),
                   g_strdup_printf (_("“%s”: %s is accountable, but no person is named."), name,
                                    title (plan->teams, hc_record_data_get (role, "team_id"))));
  else if (find (plan->people, hc_record_data_get (person, "deputy_id")) == NULL)
    finding = add (findings, HC_OWNERSHIP_NO_DEPUTY, duty->id, g_strdup (_("A has no deputy")),
                   g_strdup_printf (_("“%s”: %s is accountable and has no deputy."), name,
                                    hc_record_data_title (person)));
  else
    return;
  finding->team_id = hc_record_data_get (role, "team_id");
  finding->person_id = person != NULL ? person->id : NULL;
}

static void
check_letters (const HcOwnershipPlan *plan, GPtrArray *findings, const HcRecordData *duty)
{
  g_autoptr (GPtrArray) accountable = hc_ownership_roles (plan, duty->id, "A");
  g_autoptr (GPtrArray) responsible = hc_ownership_roles (plan, duty->id, "R");
  const char *name = hc_record_data_title (duty);

  if (accountable->len == 0)
    add (findings, HC_OWNERSHIP_NO_ACCOUNTABLE, duty->id, g_strdup (_("A missing")),
         g_strdup_printf (_("“%s” has no accountable; put one A in its row."), name));
  else if (accountable->len > 1)
    check_several (findings, duty, accountable);
  if (responsible->len == 0)
    add (findings, HC_OWNERSHIP_NO_RESPONSIBLE, duty->id, g_strdup (_("R missing")),
         g_strdup_printf (_("“%s” has no responsible; who does the work?"), name));
  if (accountable->len == 1)
    check_person (plan, findings, duty, g_ptr_array_index (accountable, 0));
}

static void
check_duty (const HcOwnershipPlan *plan, GPtrArray *findings, const HcRecordData *duty)
{
  const char *name = hc_record_data_title (duty);
  g_autoptr (GPtrArray) path = hc_ownership_path (plan, duty->id, "critical", NULL);

  if (row_is_empty (plan, duty->id))
    add (findings, HC_OWNERSHIP_EMPTY, duty->id, g_strdup (_("Row empty")),
         g_strdup_printf (_("“%s” belongs to nobody yet."), name));
  else
    check_letters (plan, findings, duty);
  if (path->len == 0)
    add (findings, HC_OWNERSHIP_NO_PATH, duty->id, g_strdup (_("No escalation path")),
         g_strdup_printf (_("“%s” has no escalation path for critical tickets."), name));
}

/* ---------------------------------------------------------------- checks across rows */

static void
check_load (const HcOwnershipPlan *plan,
            GPtrArray *findings,
            const char *person_id,
            const char *team_id)
{
  guint n = hc_ownership_load (plan, person_id, team_id);
  const char *name =
    person_id != NULL ? title (plan->people, person_id) : title (plan->teams, team_id);
  HcOwnershipFinding *finding;

  if (n <= HC_OWNERSHIP_MAX_DUTIES)
    return;
  finding =
    add (findings, HC_OWNERSHIP_OVERLOADED, NULL,
         /* TRANSLATORS: a person or team, and the number of rows it is accountable for */
         g_strdup_printf (_("%s: A in %u rows"), name, n),
         g_strdup_printf (_("%s is accountable for %u rows; more than %d is too much for one."),
                          name, n, HC_OWNERSHIP_MAX_DUTIES));
  finding->person_id = person_id;
  finding->team_id = team_id;
}

static void
check_levels (const HcOwnershipPlan *plan, GPtrArray *findings)
{
  for (guint i = 0; i < plan->levels->len; i++)
    {
      const HcRecordData *level = g_ptr_array_index (plan->levels, i);
      const char *duty_id = hc_record_data_get (level, "duty_id");
      const char *missing = hc_ownership_blank_contact (plan, level);
      int number = (int) hc_record_data_get_int (level, "level", 1);
      HcOwnershipFinding *finding;

      if (missing == NULL)
        continue;
      finding = add (
        findings, HC_OWNERSHIP_BLANK_CONTACT, duty_id,
        g_strdup_printf (_("Level %d blank"), number),
        duty_id != NULL
          /* TRANSLATORS: a row of the matrix, a number, a sentence such as “No contact entered” */
          ? g_strdup_printf (_("“%s”, escalation level %d: %s."), title (plan->duties, duty_id),
                             number, missing)
          : g_strdup_printf (_("Shared escalation path, level %d: %s."), number, missing));
      finding->level_id = level->id;
      finding->team_id = hc_record_data_get (level, "team_id");
      finding->person_id = hc_record_data_get (level, "person_id");
    }
}

GPtrArray *
hc_ownership_check (const HcOwnershipPlan *plan)
{
  GPtrArray *findings =
    g_ptr_array_new_with_free_func ((GDestroyNotify) hc_ownership_finding_free);

  for (guint i = 0; i < plan->duties->len; i++)
    check_duty (plan, findings, g_ptr_array_index (plan->duties, i));
  for (guint i = 0; i < plan->people->len; i++)
    check_load (plan, findings, ((HcRecordData *) g_ptr_array_index (plan->people, i))->id, NULL);
  for (guint i = 0; i < plan->teams->len; i++)
    check_load (plan, findings, NULL, ((HcRecordData *) g_ptr_array_index (plan->teams, i))->id);
  check_levels (plan, findings);
  return findings;
}

guint
hc_ownership_count (GPtrArray *findings, guint kinds)
{
  guint n = 0;

  for (guint i = 0; i < findings->len; i++)
    n += (((HcOwnershipFinding *) g_ptr_array_index (findings, i))->kind & kinds) != 0 ? 1 : 0;
  return n;
}

static gboolean
takes_level (const HcOwnershipPlan *plan, const char *duty_id, const char *level_id)
{
  static const char *const severities[] = { "critical", "high", "medium", "low" };

  for (guint i = 0; i < G_N_ELEMENTS (severities); i++)
    {
      g_autoptr (GPtrArray) path = hc_ownership_path (plan, duty_id, severities[i], NULL);

      if (find (path, level_id) != NULL)
        return TRUE;
    }
  return FALSE;
}

static gboolean
is_carried_by (const HcOwnershipPlan *plan, const HcOwnershipFinding *finding, const char *duty_id)
{
  g_autoptr (GPtrArray) accountable = hc_ownership_roles (plan, duty_id, "A");

  for (guint i = 0; i < accountable->len; i++)
    {
      const HcRecordData *role = g_ptr_array_index (accountable, i);

      if (finding->person_id != NULL ? is (role, "person_id", finding->person_id)
                                     : !hc_record_data_is_set (role, "person_id") &&
                                         is (role, "team_id", finding->team_id))
        return TRUE;
    }
  return FALSE;
}

gboolean
hc_ownership_concerns (const HcOwnershipPlan *plan,
                       const HcOwnershipFinding *finding,
                       const char *duty_id)
{
  switch (finding->kind)
    {
    case HC_OWNERSHIP_OVERLOADED:
      return is_carried_by (plan, finding, duty_id);
    case HC_OWNERSHIP_BLANK_CONTACT:
      return takes_level (plan, duty_id, finding->level_id);
    case HC_OWNERSHIP_EMPTY:
    case HC_OWNERSHIP_NO_ACCOUNTABLE:
    case HC_OWNERSHIP_SEVERAL_ACCOUNTABLE:
    case HC_OWNERSHIP_NO_RESPONSIBLE:
    case HC_OWNERSHIP_NO_PERSON:
    case HC_OWNERSHIP_NO_DEPUTY:
    case HC_OWNERSHIP_NO_PATH:
      break;
    }
  return g_strcmp0 (finding->duty_id, duty_id) == 0;
}

/* ---------------------------------------------------------------- rows */

GPtrArray *
hc_ownership_missing_areas (GPtrArray *duties)
{
  GPtrArray *missing = g_ptr_array_new ();

  for (guint i = 0; i < G_N_ELEMENTS (areas); i++)
    {
      gboolean found = FALSE;

      for (guint j = 0; j < duties->len && !found; j++)
        found = is (g_ptr_array_index (duties, j), "area", areas[i].word);
      if (!found)
        g_ptr_array_add (missing, (gpointer) areas[i].word);
    }
  return missing;
}

GPtrArray *
hc_ownership_missing_workflows (GPtrArray *duties, GPtrArray *workflows)
{
  GPtrArray *missing = g_ptr_array_new ();

  for (guint i = 0; i < workflows->len; i++)
    {
      HcRecordData *workflow = g_ptr_array_index (workflows, i);
      gboolean found = FALSE;

      for (guint j = 0; j < duties->len && !found; j++)
        found = is (g_ptr_array_index (duties, j), "workflow_id", workflow->id);
      if (!found)
        g_ptr_array_add (missing, workflow);
    }
  return missing;
}

const char *
hc_ownership_area_of_kind (const char *kind)
{
  static const struct
  {
    const char *kind;
    const char *area;
  } owners[] = {
    { "access_failure", "access" },
    { "incorrect_permission", "access" },
    { "configuration_defect", "defects" },
    { "broken_integration", "defects" },
    { "missing_approval_routing", "defects" },
    { "system_error", "defects" },
    { "data_migration", "defects" },
  };

  for (guint i = 0; kind != NULL && i < G_N_ELEMENTS (owners); i++)
    if (g_str_equal (owners[i].kind, kind))
      return owners[i].area;
  /* questions, compliance and policy: process guidance and approved answers */
  return kind != NULL ? "guidance" : NULL;
}

const char *
hc_ownership_area_name (const char *area)
{
  for (guint i = 0; i < G_N_ELEMENTS (areas); i++)
    if (g_strcmp0 (areas[i].word, area) == 0)
      return _(areas[i].name);
  g_return_val_if_reached ("");
}
