/* SPDX-License-Identifier: GPL-3.0-or-later */

/* What the table of escalations shows, and its order. */

#include "config.h"

#include "hc-escalations-page-private.h"

#include <glib/gi18n.h>

#include "hc-format.h"
#include "hc-history.h"

static gint64
now (void)
{
  return g_get_real_time () / G_USEC_PER_SEC;
}

static char *
state_text (const HcRecordData *escalation, gpointer data)
{
  return g_strdup (hc_escalation_state_label (hc_escalation_state (escalation, now ())));
}

static char *
instant_text (HcCatalog *catalog, const HcRecordData *escalation, const char *field)
{
  gint64 instant = hc_record_data_get_int (escalation, field, HC_INSTANT_NONE);
  HcLaunch *launch = hc_record_list_launch (hc_catalog_list (catalog, HC_CATALOG_ESCALATIONS));

  if (instant == HC_INSTANT_NONE || launch == NULL)
    return g_strdup ("");
  return hc_format_instant (instant, hc_launch_calendar (launch));
}

static char *
raised_text (const HcRecordData *escalation, gpointer data)
{
  return instant_text (data, escalation, "raised_at");
}

static char *
due_text (const HcRecordData *escalation, gpointer data)
{
  return instant_text (data, escalation, "due_at");
}

/* When, and who. */
static char *
acknowledged_text (const HcRecordData *escalation, gpointer data)
{
  g_autofree char *when = instant_text (data, escalation, "acknowledged_at");
  const char *who = hc_record_data_get (escalation, "acknowledged_by");

  if (*when == '\0' || who == NULL)
    return g_steal_pointer (&when);
  return g_strdup_printf (_("%s, %s"), when, who);
}

static char *
resolved_text (const HcRecordData *escalation, gpointer data)
{
  return instant_text (data, escalation, "resolved_at");
}

static int
compare_instants (const HcRecordData *a, const HcRecordData *b, const char *field)
{
  gint64 x = hc_record_data_get_int (a, field, HC_INSTANT_NONE);
  gint64 y = hc_record_data_get_int (b, field, HC_INSTANT_NONE);

  if ((x == HC_INSTANT_NONE) != (y == HC_INSTANT_NONE))
    return x == HC_INSTANT_NONE ? 2 : -2;
  return (x > y) - (x < y);
}

static int
raised_compare (const HcRecordData *a, const HcRecordData *b, gpointer data)
{
  return compare_instants (a, b, "raised_at");
}

static int
due_compare (const HcRecordData *a, const HcRecordData *b, gpointer data)
{
  return compare_instants (a, b, "due_at");
}

static int
acknowledged_compare (const HcRecordData *a, const HcRecordData *b, gpointer data)
{
  return compare_instants (a, b, "acknowledged_at");
}

static int
resolved_compare (const HcRecordData *a, const HcRecordData *b, gpointer data)
{
  return compare_instants (a, b, "resolved_at");
}

static const HcRegisterColumn columns[] = {
  { "state", N_ ("State"), 15, .text = state_text },
  { "raised", N_ ("Raised"), 12, .text = raised_text, .compare = raised_compare },
  { "due", N_ ("Acknowledge Until"), 12, .text = due_text, .compare = due_compare },
  { "acknowledged", N_ ("Acknowledged"), 16, .text = acknowledged_text,
    .compare = acknowledged_compare },
  { "resolved", N_ ("Resolved"), 12, .text = resolved_text, .compare = resolved_compare },
};

const char *const hc_escalation_columns[] = {
  "state", "title", "issue_id", "level", "team_id", "person_id", "raised",
  "due",   "acknowledged", "resolved", "outcome", NULL,
};

static const struct
{
  const char *icon;
  const char *css;
} looks[HC_N_ESCALATION_STATES] = {
  [HC_ESCALATION_WAITING] = { "preferences-system-time-symbolic", "hc-warn" },
  [HC_ESCALATION_PAST_LIMIT] = { "dialog-error-symbolic", "hc-bad" },
  [HC_ESCALATION_ACKNOWLEDGED] = { "content-loading-symbolic", "hc-second" },
  [HC_ESCALATION_RESOLVED] = { "emblem-ok-symbolic", "hc-good" },
};

static void
decorate (const HcRecordData *escalation, const char *column, HcRegisterMark *mark, gpointer data)
{
  HcEscalationState state;

  if (!g_str_equal (column, "state"))
    return;
  state = hc_escalation_state (escalation, now ());
  mark->icon = looks[state].icon;
  mark->css = looks[state].css;
}

/* Past its limit, waiting, acknowledged, resolved. */
static guint
pin (const HcRecordData *escalation, gpointer data)
{
  static const guint ranks[] = { [HC_ESCALATION_PAST_LIMIT] = 1, [HC_ESCALATION_WAITING] = 2,
                                 [HC_ESCALATION_ACKNOWLEDGED] = 3, [HC_ESCALATION_RESOLVED] = 4 };

  return ranks[hc_escalation_state (escalation, now ())];
}

static void
fill (HcRecordData *draft, gpointer data)
{
  g_autofree char *raised = g_strdup_printf ("%" G_GINT64_FORMAT, now ());
  g_autofree char *author = hc_history_dup_author ();

  hc_record_data_set (draft, "raised_at", raised);
  hc_record_data_set (draft, "raised_by", author);
}

const HcRegisterHooks hc_escalation_hooks = {
  .columns = columns,
  .n_columns = G_N_ELEMENTS (columns),
  .decorate = decorate,
  .fill = fill,
  .pin = pin,
};
