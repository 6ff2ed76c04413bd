/* SPDX-License-Identifier: GPL-3.0-or-later */

/* Drivers of ticket demand, metrics.md §3: each ticket belongs to exactly one — its issue, else its
 * text group, else its category / subcategory. Pure. */

#pragma once

#include "hc-columns.h"
#include "hc-launch-settings.h"
#include "hc-metric.h"

G_BEGIN_DECLS

typedef enum
{
  HC_DRIVER_ISSUE,
  HC_DRIVER_TEXT_GROUP,
  HC_DRIVER_CATEGORY,
} HcDriverKind;

const char *hc_driver_kind_word (HcDriverKind kind); /* “issue”, “text_group”, “category” */

typedef struct
{
  guint rank; /* 1-based */
  HcDriverKind kind;
  char *key;      /* issue id, key of the text group, “Category / Subcategory” ("" without one) */
  char *code;     /* of the issue; NULL */
  char *title;
  char *workflow; /* the one behind it: of the issue, else of most of its tickets in both windows */
  char *step;
  gint64 last, previous; /* tickets in the two windows */
  guint last_days, previous_days; /* of HcDriverSet */
  gint64 open;           /* at T */
  double rate_ratio, low, high; /* NAN where there is none; 90 % */
  double p_falling, p_rising;
  double phi;
  HcTrendVerdict trend; /* one-sided 10 %; INSUFFICIENT under 3 complete working days a window */
  gint64 last_five; /* in the last 5 complete working days: against `highest` and `bau_level` */
  gint64 highest;  /* highest sum of 5 complete working days since go-live */
  double bau_level; /* typed; NAN: none */
  const char *dispositioned; /* “deflected”, “resolved”, “escalated”; NULL */
} HcDriver;

typedef struct
{
  gint64 as_of;
  HcDay last_from, last_to;         /* HC_DAY_NONE: no complete working day yet */
  HcDay previous_from, previous_to;
  guint last_days, previous_days;   /* complete working days in them */
  guint complete_working_days;      /* since go-live */
  gint64 tickets;                   /* in both windows */
  guint n_drivers;                  /* with a ticket in them */
  GPtrArray *drivers;               /* of HcDriver: most tickets in both windows together first */
} HcDriverSet;

typedef struct
{
  gint64 as_of; /* HC_INSTANT_NONE: newest import */
  guint days;   /* complete working days a window; 0: the launch's */
  guint top;    /* at most so many; 0: all */
  HcDay today;  /* “now”, for due dates */
  gboolean no_step; /* leaves workflow and step out: no second pass over the tickets */
} HcDriverQuery;

/* The text groups of a launch, as far as drivers need them. */
typedef struct
{
  guint32 *group_of; /* by row: index + 1; 0: none */
  GPtrArray *keys;   /* of char * */
  GPtrArray *titles; /* of char * */
} HcDriverGroups;

/* No group, @n rows. */
HcDriverGroups *hc_driver_groups_new (guint n);
void hc_driver_groups_free (HcDriverGroups *self);
G_DEFINE_AUTOPTR_CLEANUP_FUNC (HcDriverGroups, hc_driver_groups_free)

/* @group_of: by row, index into @groups + 1 (hc-text-groups.h), NULL: no text groups; @group_keys and
 * @group_titles: of char *. @issues: of HcRecordData (type “issue”). Never NULL. */
HcDriverSet *hc_drivers_compute (const HcColumns *columns,
                                 const HcLaunchSettings *settings,
                                 HcCalendar *calendar,
                                 const HcDriverQuery *query,
                                 const guint32 *group_of,
                                 GPtrArray *group_keys,
                                 GPtrArray *group_titles,
                                 GPtrArray *issues);
void hc_driver_set_free (HcDriverSet *self);
void hc_driver_free (HcDriver *self);
G_DEFINE_AUTOPTR_CLEANUP_FUNC (HcDriverSet, hc_driver_set_free)

/* Tickets a complete working day of every driver, counted once, to look at from several days. */
typedef struct _HcDriverCounts HcDriverCounts;

/* As hc_drivers_compute(); the arguments are borrowed by the result. @as_of: HC_INSTANT_NONE = newest
 * import. */
HcDriverCounts *hc_driver_counts_new (const HcColumns *columns,
                                      const HcLaunchSettings *settings,
                                      HcCalendar *calendar,
                                      gint64 as_of,
                                      const guint32 *group_of,
                                      GPtrArray *group_keys,
                                      GPtrArray *group_titles,
                                      GPtrArray *issues);
void hc_driver_counts_free (HcDriverCounts *self);
G_DEFINE_AUTOPTR_CLEANUP_FUNC (HcDriverCounts, hc_driver_counts_free)
/* How many complete working days there are up to @day. */
guint hc_driver_counts_working_days (const HcDriverCounts *self, HcDay day);
/* The drivers as they stood after the first @n_days complete working days (at most as many as there
 * are). `as_of` of @query is not looked at; open tickets are those at the T of the counts. */
HcDriverSet *hc_driver_counts_look (const HcDriverCounts *self,
                                    guint n_days,
                                    const HcDriverQuery *query);

/* “HC-004 No approver for cost centre”; a category; the most frequent title of a text group; “No
 * category”. Newly allocated. */
char *hc_driver_title_text (const HcDriver *driver);
/* Growth in words, translated, with its honesty: “Falling: 6 against 31”, “Cannot tell yet: 6 against
 * 3”; windows of different lengths by day: “Falling: 8.4 against 12.7 a day”. Newly allocated. */
char *hc_driver_growth_text (const HcDriver *driver);

G_END_DECLS
