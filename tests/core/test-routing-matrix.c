/* SPDX-License-Identifier: GPL-3.0-or-later */

/* Where tickets ended against who owns them, case by case. */

#include "config.h"

#include "hc-routing-matrix.h"
#include "plan-util.h"

enum
{
  NO_PATH,
  PAY,   /* R: app; hands over to vendor */
  STOCK, /* its row has no R */
  CLOSE, /* no row; two of them below */
  TWICE, /* two rows: app, net */
};

enum
{
  NO_ISSUE,
  ACCESS,  /* kind access_failure → area access: R acc */
  DEFECT,  /* → area defects: its row has an A only */
  KINDLESS,
};

enum
{
  NO_GROUP,
  DESK,   /* of a dispatcher team */
  APP,
  APP_2,  /* of the same team */
  VENDOR,
  ACC,
  NET,
  NOBODYS,
  LOST,   /* given to a team that is gone */
};

typedef struct
{
  Plan plan;
  GPtrArray *groups;
  GPtrArray *hops;
  GPtrArray *issues;
  HcRoutingMatrix matrix;
} Fixture;

static GPtrArray *
new_records (void)
{
  return g_ptr_array_new_with_free_func ((GDestroyNotify) hc_record_data_free);
}

static void
fixture_clear (Fixture *self)
{
  plan_clear (&self->plan);
  g_ptr_array_unref (self->groups);
  g_ptr_array_unref (self->hops);
  g_ptr_array_unref (self->issues);
}
G_DEFINE_AUTO_CLEANUP_CLEAR_FUNC (Fixture, fixture_clear)

static void
add_duty (Fixture *self, const char *id, const char *area, const char *workflow)
{
  plan_add (self->plan.plan.duties, "duty", id, "name", id, "area", area, "workflow_id", workflow,
            NULL);
}

static void
add_group (Fixture *self, const char *group, const char *team)
{
  plan_add (self->groups, "group_team", group, "group_name", group, "team_id", team, NULL);
}

static void
fixture_init (Fixture *self)
{
  static const char *const teams[] = { "desk", "app", "vendor", "acc", "net" };

  plan_init (&self->plan);
  self->groups = new_records ();
  self->hops = new_records ();
  self->issues = new_records ();
  for (guint i = 0; i < G_N_ELEMENTS (teams); i++)
    plan_add (self->plan.plan.teams, "team", teams[i], "name", teams[i], "is_dispatcher",
              i == 0 ? "1" : "0", NULL);
  add_duty (self, "d-pay", "workflow", "pay");
  add_duty (self, "d-stock", "workflow", "stock");
  add_duty (self, "d-twice-1", "workflow", "twice");
  add_duty (self, "d-twice-2", "workflow", "twice");
  add_duty (self, "d-access", "access", NULL);
  add_duty (self, "d-defects", "defects", NULL);
  plan_role (&self->plan, "d-pay", "app", "R", NULL);
  plan_role (&self->plan, "d-pay", "net", "A", NULL);
  plan_role (&self->plan, "d-stock", "net", "C", NULL);
  plan_role (&self->plan, "d-twice-1", "app", "R", NULL);
  plan_role (&self->plan, "d-twice-2", "net", "R", NULL);
  plan_role (&self->plan, "d-access", "acc", "R", NULL);
  plan_role (&self->plan, "d-defects", "app", "A", NULL);
  add_group (self, "Desk", "desk");
  add_group (self, "App", "app");
  add_group (self, "App 2", "app");
  add_group (self, "Vendor", "vendor");
  add_group (self, "Acc", "acc");
  add_group (self, "Net", "net");
  add_group (self, "Lost", "gone");
  plan_add (self->hops, "declared_hop", "h", "from_team_id", "app", "to_team_id", "vendor", NULL);
  plan_add (self->issues, "issue", "i-access", "title", "a", "kind", "access_failure", NULL);
  plan_add (self->issues, "issue", "i-defect", "title", "b", "kind", "system_error", NULL);
  plan_add (self->issues, "issue", "i-kindless", "title", "c", NULL);
  self->matrix = (HcRoutingMatrix){ self->plan.plan.duties, self->plan.plan.roles,
                                    self->plan.plan.teams,  self->groups,
                                    self->hops,             self->issues };
}

static void
add_names (HcColumns *columns, HcDimension by, const char *const *names, const char *const *ids)
{
  for (guint i = 0; names[i] != NULL; i++)
    {
      g_ptr_array_add (columns->names[by], g_strdup (names[i]));
      if (ids != NULL)
        g_ptr_array_add (columns->ids[by], g_strdup (ids[i]));
    }
}

static HcColumns *
new_columns (guint n)
{
  static const char *const paths[] = { "pay", "stock", "close", "twice", NULL };
  static const char *const issues[] = { "i-access", "i-defect", "i-kindless", NULL };
  static const char *const groups[] = { "Desk", "App", "App 2", "Vendor", "Acc",
                                        "Net",  "Nobodys", "Lost", NULL };
  HcColumns *columns = hc_columns_new (n);

  add_names (columns, HC_BY_WORKFLOW, paths, paths);
  add_names (columns, HC_BY_ISSUE, issues, issues);
  add_names (columns, HC_BY_GROUP, groups, NULL);
  return columns;
}

#define KNOWN HC_TICKET_FLAG_MATRIX_KNOWN
#define WRONG (HC_TICKET_FLAG_MATRIX_KNOWN | HC_TICKET_FLAG_MATRIX_MISROUTED)

static const struct
{
  guint path, issue, group;
  guint flags;
} cases[] = {
  { PAY, NO_ISSUE, APP, KNOWN },
  { PAY, NO_ISSUE, APP_2, KNOWN },
  { PAY, NO_ISSUE, DESK, KNOWN },   /* a dispatcher is not wrong */
  { PAY, NO_ISSUE, VENDOR, KNOWN }, /* declared */
  { PAY, NO_ISSUE, NET, WRONG },    /* accountable only */
  { PAY, NO_ISSUE, ACC, WRONG },
  { PAY, NO_ISSUE, NO_GROUP, 0 },
  { PAY, NO_ISSUE, NOBODYS, 0 }, /* whose group it is nobody said */
  { PAY, NO_ISSUE, LOST, 0 },
  { STOCK, NO_ISSUE, NET, 0 }, /* no R in the row: no owner */
  { STOCK, NO_ISSUE, DESK, 0 },
  { CLOSE, NO_ISSUE, APP, 0 }, /* no row */
  { NO_PATH, NO_ISSUE, APP, 0 },
  { NO_PATH, ACCESS, ACC, KNOWN },
  { NO_PATH, ACCESS, APP, WRONG },
  { NO_PATH, ACCESS, VENDOR, WRONG }, /* the hop is declared of another owner */
  { STOCK, ACCESS, ACC, KNOWN },      /* the kind of the issue where the row says nobody */
  { STOCK, ACCESS, NET, WRONG },
  { PAY, ACCESS, ACC, KNOWN }, /* both rows speak of it */
  { PAY, ACCESS, APP, KNOWN },
  { PAY, ACCESS, NET, WRONG },
  { NO_PATH, DEFECT, APP, 0 }, /* an A owns no tickets */
  { PAY, DEFECT, APP, KNOWN },
  { NO_PATH, KINDLESS, ACC, 0 },
  { TWICE, NO_ISSUE, APP, KNOWN },
  { TWICE, NO_ISSUE, NET, KNOWN },
  { TWICE, NO_ISSUE, ACC, WRONG },
};

static HcColumns *
new_cases (void)
{
  HcColumns *columns = new_columns (G_N_ELEMENTS (cases));

  for (guint i = 0; i < G_N_ELEMENTS (cases); i++)
    {
      columns->dim[HC_BY_WORKFLOW][i] = cases[i].path;
      columns->dim[HC_BY_ISSUE][i] = cases[i].issue;
      columns->dim[HC_BY_GROUP][i] = cases[i].group;
      columns->flags[i] = HC_TICKET_FLAG_CHILD; /* stays */
    }
  return columns;
}

static void
test_owners (void)
{
  g_auto (Fixture) fixture = { 0 };
  g_autoptr (HcColumns) columns = new_cases ();

  fixture_init (&fixture);
  hc_routing_matrix_mark (columns, &fixture.matrix);
  for (guint i = 0; i < G_N_ELEMENTS (cases); i++)
    if (columns->flags[i] != (cases[i].flags | HC_TICKET_FLAG_CHILD))
      g_error ("row %u: flags %#x", i, columns->flags[i]);
}

/* Without letters, teams of groups or tickets nothing is known. */
static void
test_nothing (void)
{
  g_auto (Fixture) fixture = { 0 };
  g_autoptr (GPtrArray) nothing = g_ptr_array_new ();
  g_autoptr (HcColumns) columns = new_cases ();
  g_autoptr (HcColumns) empty = hc_columns_new (0);
  HcRoutingMatrix matrix;

  fixture_init (&fixture);
  matrix = fixture.matrix;
  matrix.roles = nothing;
  hc_routing_matrix_mark (columns, &matrix);
  matrix = fixture.matrix;
  matrix.group_teams = nothing;
  hc_routing_matrix_mark (columns, &matrix);
  matrix = fixture.matrix;
  matrix.teams = nothing;
  hc_routing_matrix_mark (columns, &matrix);
  matrix = fixture.matrix;
  matrix.duties = nothing;
  hc_routing_matrix_mark (columns, &matrix);
  hc_routing_matrix_mark (empty, &fixture.matrix);
  for (guint i = 0; i < columns->n; i++)
    g_assert_cmpuint (columns->flags[i], ==, HC_TICKET_FLAG_CHILD);
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/routing-matrix/owners", test_owners);
  g_test_add_func ("/routing-matrix/nothing", test_nothing);
  return g_test_run ();
}
