/* SPDX-License-Identifier: GPL-3.0-or-later */

/* What stands above the catalog: how many on each path, blockers, the 48-hour clock. */

#include "config.h"

#include "hc-catalog-private.h"

#include <glib/gi18n.h>

#include "hc-issue.h"

#define HOUR 3600

guint
hc_catalog_path_of (const HcRecordData *issue)
{
  const char *action = hc_record_data_get (issue, "action");
  const HcField *field = &issue->type->fields[hc_record_type_field (issue->type, "action")];

  for (guint i = 0; action != NULL && field->choices[i].word != NULL; i++)
    if (g_str_equal (field->choices[i].word, action))
      return i + 1;
  return 0;
}

gboolean
hc_catalog_is_overdue (HcCatalog *self, const HcRecordData *issue)
{
  HcDay due = hc_record_data_get_day (issue, "due");

  return due != HC_DAY_NONE && due < hc_catalog_today (self) && hc_issue_is_open (issue);
}

gboolean
hc_catalog_is_blocker (HcCatalog *self, const HcRecordData *issue)
{
  const HcIssueFacts *facts = hc_catalog_facts_of (self, issue->id);

  return facts != NULL && facts->blocks && hc_issue_is_open (issue);
}

HcCatalogCounts
hc_catalog_counts (HcCatalog *self)
{
  HcCatalogCounts counts = { 0 };
  HcRecordList *issues = hc_catalog_list (self, HC_CATALOG_ISSUES);

  counts.issues = hc_record_list_count (issues);
  for (guint i = 0; i < counts.issues; i++)
    {
      const HcRecordData *issue = hc_record_data (hc_record_list_at (issues, i));

      if (!hc_issue_is_open (issue))
        continue;
      counts.open++;
      counts.paths[MIN (hc_catalog_path_of (issue), HC_CATALOG_N_PATHS - 1)]++;
      counts.blockers += hc_catalog_is_blocker (self, issue);
      counts.unowned += !hc_record_data_is_set (issue, "person_id");
      counts.overdue += hc_catalog_is_overdue (self, issue);
    }
  return counts;
}

/* ---------------------------------------------------------------- the 48-hour clock */

static char *
join (GPtrArray *words)
{
  g_ptr_array_add (words, NULL);
  return g_strjoinv (", ", (char **) words->pdata);
}

/* NULL: nothing is missing. */
static char *
missing_of_driver (HcCatalog *self, const HcDriver *driver)
{
  HcRecord *issue = NULL;
  g_autoptr (GPtrArray) cohorts = NULL;
  g_autoptr (GPtrArray) missing = NULL;
  g_autofree char *words = NULL;

  if (driver->kind == HC_DRIVER_ISSUE)
    issue = hc_record_list_find (self->lists[HC_CATALOG_ISSUES], driver->key);
  if (issue == NULL)
    return g_strdup_printf (_("“%s” is no issue of the catalog yet."),
                            *driver->title != '\0' ? driver->title : _("Without a category"));
  cohorts = hc_catalog_cohort_ids (self, driver->key);
  missing = hc_issue_missing (hc_record_data (issue), cohorts->len);
  if (missing->len == 0)
    return NULL;
  words = join (missing);
  /* TRANSLATORS: code of an issue, names of fields */
  return g_strdup_printf (_("%s lacks: %s."), hc_record_get (issue, "code"), words);
}

GPtrArray *
hc_catalog_missing (HcCatalog *self)
{
  GPtrArray *missing;

  g_return_val_if_fail (HC_IS_CATALOG (self), NULL);

  if (self->drivers == NULL || self->drivers->drivers->len == 0)
    return NULL;
  missing = g_ptr_array_new_with_free_func (g_free);
  for (guint i = 0; i < MIN (self->drivers->drivers->len, HC_CATALOG_TOP); i++)
    {
      char *text = missing_of_driver (self, self->drivers->drivers->pdata[i]);

      if (text != NULL)
        g_ptr_array_add (missing, text);
    }
  return missing;
}

/* When the last of the top drivers' issues was written down, in hours since go-live; -1: unknown. */
static int
hours_until_recorded (HcCatalog *self, gint64 go_live)
{
  gint64 newest = 0;

  for (guint i = 0; i < MIN (self->drivers->drivers->len, HC_CATALOG_TOP); i++)
    {
      const HcDriver *driver = self->drivers->drivers->pdata[i];
      HcRecord *issue = hc_record_list_find (self->lists[HC_CATALOG_ISSUES], driver->key);
      gint64 created = hc_record_data_get_int (hc_record_data (issue), "created_at", 0);

      if (created == 0)
        return -1;
      newest = MAX (newest, created);
    }
  return newest <= go_live ? 0 : (int) ((newest - go_live + HOUR - 1) / HOUR);
}

static char *
complete_text (int hours)
{
  if (hours < 0 || hours > HC_CATALOG_CLOCK_HOURS)
    return g_strdup (_("catalog complete"));
  return g_strdup_printf (_("catalog complete after %d of %d hours"), hours,
                          HC_CATALOG_CLOCK_HOURS);
}

char *
hc_catalog_dup_clock (HcCatalog *self)
{
  g_autoptr (GPtrArray) missing = hc_catalog_missing (self);
  gint64 go_live = hc_launch_settings (self->launch)->go_live_at;
  gint64 as_of = hc_launch_as_of (self->launch);
  gint64 hours;

  if (missing == NULL || as_of == HC_INSTANT_NONE)
    return NULL;
  hours = (as_of - go_live) / HOUR;
  if (missing->len == 0)
    return complete_text (hours_until_recorded (self, go_live));
  if (hours < HC_CATALOG_CLOCK_HOURS)
    return g_strdup_printf (ngettext ("%d hour left for the first catalog",
                                      "%d hours left for the first catalog",
                                      HC_CATALOG_CLOCK_HOURS - (gulong) hours),
                            HC_CATALOG_CLOCK_HOURS - (int) hours);
  return g_strdup_printf (_("catalog incomplete after %d hours"), HC_CATALOG_CLOCK_HOURS);
}

/* ---------------------------------------------------------------- escalations */

HcEscalationCounts
hc_catalog_escalation_counts (HcCatalog *self)
{
  HcEscalationCounts counts = { 0 };
  HcRecordList *list = hc_catalog_list (self, HC_CATALOG_ESCALATIONS);
  gint64 now = g_get_real_time () / G_USEC_PER_SEC;

  for (guint i = 0; i < hc_record_list_count (list); i++)
    {
      HcEscalationState state = hc_escalation_state (hc_record_data (hc_record_list_at (list, i)),
                                                     now);

      counts.open += state != HC_ESCALATION_RESOLVED;
      counts.past_limit += state == HC_ESCALATION_PAST_LIMIT;
    }
  return counts;
}
