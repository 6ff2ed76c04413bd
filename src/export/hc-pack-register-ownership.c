/* SPDX-License-Identifier: GPL-3.0-or-later */

/* Who owns what, and whom to call. */

#include "config.h"

#include "hc-pack-register-private.h"

#include "hc-ownership.h"

/* ---- Ownership ---- */

static HcOwnershipPlan
plan_of (const HcPackRegisters *self)
{
  return (HcOwnershipPlan){ hc_pack_records (self, "duty"), hc_pack_records (self, "duty_role"),
                            hc_pack_records (self, "escalation_level"),
                            hc_pack_records (self, "person"), hc_pack_records (self, "team") };
}

/* E-mail and phone, in this order. */
static char *
contact_text (const HcPackRegisters *self, const HcRecordData *person)
{
  const char *email = hc_record_data_get (person, "email");
  const char *phone = hc_record_data_get (person, "phone");

  if (self->codes != NULL)
    return NULL;
  if (email == NULL || *email == '\0')
    return g_strdup (phone);
  return phone == NULL || *phone == '\0' ? g_strdup (email)
                                         : g_strdup_printf ("%s, %s", email, phone);
}

static char *
letters_text (const HcOwnershipPlan *plan, const char *duty, const char *team)
{
  static const char *const letters[] = { "R", "A", "C", "I" };
  GString *text = g_string_new (NULL);

  for (guint i = 0; i < G_N_ELEMENTS (letters); i++)
    if (hc_ownership_role (plan, duty, team, letters[i]) != NULL)
      g_string_append_printf (text, "%s%s", text->len > 0 ? " " : "", letters[i]);
  return g_string_free (text, FALSE);
}

static void
fill_accountable (HcPackRegisters *self,
                  const HcOwnershipPlan *plan,
                  const HcRecordData *duty,
                  char **row)
{
  g_autoptr (GPtrArray) roles = hc_ownership_roles (plan, duty->id, "A");
  const HcRecordData *person;

  if (roles->len == 0)
    return;
  person =
    hc_pack_find (self, "person", hc_record_data_get (g_ptr_array_index (roles, 0), "person_id"));
  if (person == NULL)
    return;
  row[0] = hc_pack_person_text (self, hc_record_data_title (person));
  row[1] = hc_pack_person_of (self, person, "deputy_id");
  row[2] = g_strdup (hc_record_data_get (person, "hours"));
  row[3] = contact_text (self, person);
}

void
hc_pack_add_ownership (HcPackRegisters *self)
{
  HcPackRegister *out =
    hc_pack_add_register (self, "Ownership", "Who is responsible and accountable for what",
                          "No duty is assigned.", "tbl_ownership");
  HcOwnershipPlan plan = plan_of (self);

  hc_pack_add_column (out, "Area", 34, HC_PACK_STRONG);
  for (guint i = 0; i < plan.teams->len; i++)
    hc_pack_add_column (out, hc_record_data_title (g_ptr_array_index (plan.teams, i)), 9,
                        HC_PACK_CENTRE);
  hc_pack_add_column (out, "Accountable person", 22, HC_PACK_TEXT);
  hc_pack_add_column (out, "Deputy", 22, HC_PACK_TEXT);
  hc_pack_add_column (out, "Hours", 18, HC_PACK_TEXT);
  hc_pack_add_column (out, "Contact", 30, HC_PACK_TEXT);
  for (guint i = 0; i < plan.duties->len; i++)
    {
      const HcRecordData *duty = g_ptr_array_index (plan.duties, i);
      char **row = hc_pack_add_row (out);

      row[0] = g_strdup (hc_record_data_title (duty));
      for (guint j = 0; j < plan.teams->len; j++)
        row[1 + j] =
          letters_text (&plan, duty->id, ((HcRecordData *) g_ptr_array_index (plan.teams, j))->id);
      fill_accountable (self, &plan, duty, row + 1 + plan.teams->len);
    }
  hc_pack_fill_blanks (out);
}

/* ---- Escalation Path ---- */

static guint
severity_order (const HcRecordData *level)
{
  static const char *const words[] = { "critical", "high", "medium", "low" };
  const char *severity = hc_record_data_get (level, "severity");
  guint i = 0;

  while (i < G_N_ELEMENTS (words) && g_strcmp0 (severity, words[i]) != 0)
    i++;
  return i;
}

/* The position of its duty in the matrix; those of every area first. */
static guint
duty_order (const HcPackRegisters *self, const HcRecordData *level)
{
  GPtrArray *duties = hc_pack_records (self, "duty");
  const char *id = hc_record_data_get (level, "duty_id");

  for (guint i = 0; id != NULL && i < duties->len; i++)
    if (g_str_equal (((HcRecordData *) g_ptr_array_index (duties, i))->id, id))
      return i + 1;
  return 0;
}

static int
compare_levels (gconstpointer a, gconstpointer b, gpointer data)
{
  const HcRecordData *x = *(HcRecordData *const *) a, *y = *(HcRecordData *const *) b;
  int by_duty = (int) duty_order (data, x) - (int) duty_order (data, y);
  int by_severity = (int) severity_order (x) - (int) severity_order (y);

  if (by_duty != 0)
    return by_duty;
  if (by_severity != 0)
    return by_severity;
  return (int) (hc_record_data_get_int (x, "level", 0) - hc_record_data_get_int (y, "level", 0));
}

void
hc_pack_add_escalation (HcPackRegisters *self)
{
  HcPackRegister *out = hc_pack_add_register (
    self, "Escalation Path", "Whom to call, in which order, within which time",
    "No escalation level is defined.", "tbl_escalation_path");
  GPtrArray *levels = hc_pack_records (self, "escalation_level");

  hc_pack_add_column (out, "Area", 40, HC_PACK_STRONG);
  hc_pack_add_column (out, "Severity", 13, HC_PACK_TEXT);
  hc_pack_add_column (out, "Level", 9, HC_PACK_COUNT);
  hc_pack_add_column (out, "Team", 24, HC_PACK_TEXT);
  hc_pack_add_column (out, "Who", 24, HC_PACK_TEXT);
  hc_pack_add_column (out, "Limit (minutes)", 12, HC_PACK_COUNT);
  hc_pack_add_column (out, "Channel", 24, HC_PACK_TEXT);
  hc_pack_add_column (out, "Hours", 20, HC_PACK_TEXT);
  g_ptr_array_sort_with_data (levels, compare_levels, self);
  for (guint i = 0; i < levels->len; i++)
    {
      const HcRecordData *level = g_ptr_array_index (levels, i);
      const HcRecordData *duty = hc_pack_find (self, "duty", hc_record_data_get (level, "duty_id"));
      char **row = hc_pack_add_row (out);

      row[0] = g_strdup (duty == NULL ? "Every area" : hc_record_data_title (duty));
      row[1] = hc_pack_choice_text (level, "severity");
      row[2] = g_strdup (hc_record_data_get (level, "level"));
      row[3] = hc_pack_team_of (self, level, "team_id");
      row[4] = hc_pack_person_of (self, level, "person_id");
      row[5] = g_strdup (hc_record_data_get (level, "limit_minutes"));
      row[6] = g_strdup (hc_record_data_get (level, "channel"));
      row[7] = g_strdup (hc_record_data_get (level, "hours"));
    }
  hc_pack_fill_blanks (out);
}
