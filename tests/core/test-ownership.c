/* SPDX-License-Identifier: GPL-3.0-or-later */

/* The checks of the ownership matrix: a table of rows, then what goes across rows. */

#include "config.h"

#include <string.h>

#include "plan-util.h"

/* Two teams; Ann (deputy Bob, phone) and Bob (no deputy, nothing to reach him by). */
static void
set_up (Plan *self)
{
  plan_init (self);
  plan_add (self->plan.teams, "team", "s", "name", "Support", NULL);
  plan_add (self->plan.teams, "team", "x", "name", "Access", NULL);
  plan_add (self->plan.people, "person", "ann", "name", "Ann", "deputy_id", "bob", "phone", "1",
            NULL);
  plan_add (self->plan.people, "person", "bob", "name", "Bob", NULL);
  plan_add (self->plan.levels, "escalation_level", "all", "level", "1", "person_id", "ann", NULL);
}

static guint
kinds_of (GPtrArray *findings)
{
  guint kinds = 0;

  for (guint i = 0; i < findings->len; i++)
    {
      const HcOwnershipFinding *finding = g_ptr_array_index (findings, i);

      g_assert_cmpuint (kinds & finding->kind, ==, 0);
      g_assert_nonnull (finding->brief);
      g_assert_nonnull (strchr (finding->reason, ' '));
      kinds |= finding->kind;
    }
  return kinds;
}

/* letters: team, letter, person (- none) in threes, blank-separated. */
static const struct
{
  const char *letters;
  guint kinds;
} rows[] = {
  { "", HC_OWNERSHIP_EMPTY },
  { "xAa sR-", 0 },
  { "xAa xR-", 0 },
  { "xAa xR- sC- sI-", 0 },
  { "sR-", HC_OWNERSHIP_NO_ACCOUNTABLE },
  { "sC-", HC_OWNERSHIP_NO_ACCOUNTABLE | HC_OWNERSHIP_NO_RESPONSIBLE },
  { "xAa", HC_OWNERSHIP_NO_RESPONSIBLE },
  { "xAa sAa sR-", HC_OWNERSHIP_SEVERAL_ACCOUNTABLE },
  { "xAa sAa", HC_OWNERSHIP_SEVERAL_ACCOUNTABLE | HC_OWNERSHIP_NO_RESPONSIBLE },
  { "xA- sR-", HC_OWNERSHIP_NO_PERSON },
  { "xAb sR-", HC_OWNERSHIP_NO_DEPUTY },
};

static void
add_letters (Plan *self, const char *letters)
{
  for (const char *p = letters; *p != '\0'; p += p[3] == ' ' ? 4 : 3)
    {
      const char team[] = { p[0], '\0' };
      const char letter[] = { p[1], '\0' };

      plan_role (self, "d", team, letter, p[2] == 'a' ? "ann" : p[2] == 'b' ? "bob" : NULL);
    }
}

static void
test_rows (void)
{
  for (guint i = 0; i < G_N_ELEMENTS (rows); i++)
    {
      g_auto (Plan) plan = { 0 };
      g_autoptr (GPtrArray) findings = NULL;

      set_up (&plan);
      plan_add (plan.plan.duties, "duty", "d", "name", "Duty", NULL);
      add_letters (&plan, rows[i].letters);
      findings = hc_ownership_check (&plan.plan);
      if (kinds_of (findings) != rows[i].kinds)
        g_error ("“%s”: %x, not %x", rows[i].letters, kinds_of (findings), rows[i].kinds);
      for (guint j = 0; j < findings->len; j++)
        {
          const HcOwnershipFinding *finding = g_ptr_array_index (findings, j);

          g_assert_cmpstr (finding->duty_id, ==, "d");
          g_assert_nonnull (strstr (finding->reason, "“Duty”"));
          g_assert_true (hc_ownership_concerns (&plan.plan, finding, "d"));
          g_assert_false (hc_ownership_concerns (&plan.plan, finding, "other"));
        }
    }
}

static void
test_words (void)
{
  g_auto (Plan) plan = { 0 };
  g_autoptr (GPtrArray) findings = NULL;
  const HcOwnershipFinding *finding;

  set_up (&plan);
  plan_add (plan.plan.duties, "duty", "d", "name", "Payment run", NULL);
  add_letters (&plan, "sAa xAa sR-");
  findings = hc_ownership_check (&plan.plan);
  g_assert_cmpuint (findings->len, ==, 1);
  finding = g_ptr_array_index (findings, 0);
  g_assert_cmpstr (finding->brief, ==, "A twice");
  g_assert_cmpstr (finding->reason, ==,
                   "“Payment run” has 2 accountable; keep exactly one, or nobody decides.");
  /* the jump goes to the cell that is one too many */
  g_assert_cmpstr (finding->team_id, ==, "x");
}

/* One more than the limit, for a person, and for a team that names nobody. */
static void
test_overload (gconstpointer by_person)
{
  const char *person = by_person != NULL ? "ann" : NULL;

  for (guint n = HC_OWNERSHIP_MAX_DUTIES; n <= HC_OWNERSHIP_MAX_DUTIES + 1; n++)
    {
      g_auto (Plan) plan = { 0 };
      g_autoptr (GPtrArray) findings = NULL;
      gboolean over = n > HC_OWNERSHIP_MAX_DUTIES;

      set_up (&plan);
      for (guint i = 0; i < n; i++)
        {
          g_autofree char *id = g_strdup_printf ("d%u", i);

          plan_add (plan.plan.duties, "duty", id, "name", id, NULL);
          plan_role (&plan, id, "s", "A", person);
          plan_role (&plan, id, "s", "R", NULL);
        }
      findings = hc_ownership_check (&plan.plan);
      g_assert_cmpuint (hc_ownership_count (findings, HC_OWNERSHIP_OVERLOADED), ==, over ? 1 : 0);
      g_assert_cmpuint (hc_ownership_load (&plan.plan, person, "s"), ==, n);
      g_assert_cmpuint (hc_ownership_load (&plan.plan, person, "x"), ==, person != NULL ? n : 0);
      for (guint i = 0; i < findings->len; i++)
        {
          const HcOwnershipFinding *finding = g_ptr_array_index (findings, i);

          if (finding->kind == HC_OWNERSHIP_OVERLOADED)
            g_assert_true (hc_ownership_concerns (&plan.plan, finding, "d3"));
        }
    }
}

static void
add_level (Plan *self, const char *id, const char *duty, const char *severity, const char *level)
{
  plan_add (self->plan.levels, "escalation_level", id, "duty_id", duty, "severity", severity,
            "level", level, "person_id", "ann", NULL);
}

/* The closest path wins: levels are told by duty, severity. */
static void
test_paths (void)
{
  static const struct
  {
    const char *duty, *severity, *ids;
    HcPathSource source;
  } cases[] = {
    { "d", "critical", "dc1 dc2", HC_PATH_DUTY_SEVERITY },
    { "d", "high", "da1", HC_PATH_DUTY },
    { "d", NULL, "da1", HC_PATH_DUTY },
    { "e", "critical", "sc1", HC_PATH_SEVERITY },
    { "e", "low", "all", HC_PATH_GENERAL },
    { NULL, "critical", "sc1", HC_PATH_SEVERITY },
    { NULL, "low", "all", HC_PATH_GENERAL },
    { NULL, NULL, "all", HC_PATH_GENERAL },
  };
  g_auto (Plan) plan = { 0 };

  set_up (&plan);
  add_level (&plan, "dc2", "d", "critical", "2");
  add_level (&plan, "dc1", "d", "critical", "1");
  add_level (&plan, "da1", "d", NULL, "1");
  add_level (&plan, "sc1", NULL, "critical", "1");
  for (guint i = 0; i < G_N_ELEMENTS (cases); i++)
    {
      g_autoptr (GString) ids = g_string_new (NULL);
      HcPathSource source;
      g_autoptr (GPtrArray) path =
        hc_ownership_path (&plan.plan, cases[i].duty, cases[i].severity, &source);

      for (guint j = 0; j < path->len; j++)
        g_string_append_printf (ids, "%s%s", j > 0 ? " " : "",
                                ((HcRecordData *) g_ptr_array_index (path, j))->id);
      g_assert_cmpstr (ids->str, ==, cases[i].ids);
      g_assert_cmpint (source, ==, cases[i].source);
    }
}

static void
test_no_path (void)
{
  g_auto (Plan) plan = { 0 };
  g_autoptr (GPtrArray) findings = NULL;
  HcPathSource source;
  g_autoptr (GPtrArray) path = NULL;

  set_up (&plan);
  g_ptr_array_set_size (plan.plan.levels, 0);
  plan_add (plan.plan.duties, "duty", "d", "name", "Duty", NULL);
  add_letters (&plan, "xAa sR-");
  findings = hc_ownership_check (&plan.plan);
  g_assert_cmpuint (kinds_of (findings), ==, HC_OWNERSHIP_NO_PATH);
  path = hc_ownership_path (&plan.plan, "d", "critical", &source);
  g_assert_cmpuint (path->len, ==, 0);
  g_assert_cmpint (source, ==, HC_PATH_NONE);
}

static void
test_blank_contacts (void)
{
  static const struct
  {
    const char *person, *missing;
  } cases[] = {
    { "ann", NULL },
    { "bob", "No phone or e-mail entered" },
    { NULL, "No contact entered" },
    { "gone", "No contact entered" },
  };

  for (guint i = 0; i < G_N_ELEMENTS (cases); i++)
    {
      g_auto (Plan) plan = { 0 };
      g_autoptr (GPtrArray) findings = NULL;
      HcRecordData *level;

      set_up (&plan);
      plan_add (plan.plan.duties, "duty", "d", "name", "Duty", NULL);
      plan_add (plan.plan.duties, "duty", "e", "name", "Else", NULL);
      level = plan_add (plan.plan.levels, "escalation_level", "2", "duty_id", "d", "level", "2",
                        "person_id", cases[i].person, "team_id", "s", NULL);
      g_assert_cmpstr (hc_ownership_blank_contact (&plan.plan, level), ==, cases[i].missing);
      findings = hc_ownership_check (&plan.plan);
      g_assert_cmpuint (hc_ownership_count (findings, HC_OWNERSHIP_BLANK_CONTACT), ==,
                        cases[i].missing != NULL ? 1 : 0);
      for (guint j = 0; j < findings->len; j++)
        {
          const HcOwnershipFinding *finding = g_ptr_array_index (findings, j);

          if (finding->kind != HC_OWNERSHIP_BLANK_CONTACT)
            continue;
          g_assert_cmpstr (finding->level_id, ==, "2");
          g_assert_true (hc_ownership_concerns (&plan.plan, finding, "d"));
          g_assert_false (hc_ownership_concerns (&plan.plan, finding, "e"));
        }
    }
}

static void
test_missing_rows (void)
{
  g_auto (Plan) plan = { 0 };
  g_autoptr (GPtrArray) workflows =
    g_ptr_array_new_with_free_func ((GDestroyNotify) hc_record_data_free);
  g_autoptr (GPtrArray) areas = NULL;
  g_autoptr (GPtrArray) missing = NULL;

  plan_init (&plan);
  plan_add (workflows, "workflow", "w1", "name", "Payment run", NULL);
  plan_add (workflows, "workflow", "w2", "name", "Goods receipt", NULL);
  plan_add (plan.plan.duties, "duty", "d", "name", "Rights", "area", "access", NULL);
  plan_add (plan.plan.duties, "duty", "e", "name", "Pay", "area", "workflow", "workflow_id", "w1",
            NULL);
  areas = hc_ownership_missing_areas (plan.plan.duties);
  g_assert_cmpuint (areas->len, ==, 6);
  for (guint i = 0; i < areas->len; i++)
    g_assert_cmpstr (hc_ownership_area_name (g_ptr_array_index (areas, i)), !=,
                     "Access and permission issues");
  missing = hc_ownership_missing_workflows (plan.plan.duties, workflows);
  g_assert_cmpuint (missing->len, ==, 1);
  g_assert_cmpstr (((HcRecordData *) g_ptr_array_index (missing, 0))->id, ==, "w2");
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/ownership/rows", test_rows);
  g_test_add_func ("/ownership/words", test_words);
  g_test_add_data_func ("/ownership/overload/person", "", test_overload);
  g_test_add_data_func ("/ownership/overload/team", NULL, test_overload);
  g_test_add_func ("/ownership/paths", test_paths);
  g_test_add_func ("/ownership/no-path", test_no_path);
  g_test_add_func ("/ownership/blank-contacts", test_blank_contacts);
  g_test_add_func ("/ownership/missing-rows", test_missing_rows);
  return g_test_run ();
}
