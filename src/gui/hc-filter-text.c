/* SPDX-License-Identifier: GPL-3.0-or-later */

#include "config.h"

#include "hc-filter-text.h"

#include <glib/gi18n.h>
#include <string.h>

#include "hc-format.h"
#include "hc-ticket-text.h"

#define MAX_NAMED 2 /* more values are counted on a chip */
#define DAY_SECONDS 86400.0

static const guint opened_hours[] = { 24, 48, 7 * 24, 14 * 24 };

const char *
hc_filter_label (HcFilter filter)
{
  static const char *const labels[HC_N_FILTERS]
    = { N_ ("State"),
        N_ ("Priority"),
        N_ ("Group"),
        N_ ("Category"),
        N_ ("Issue"),
        N_ ("Workflow"),
        N_ ("Step"),
        N_ ("Cohort"),
        N_ ("Root Cause"),
        N_ ("Age"),
        N_ ("Opened"),
        N_ ("Unclassified"),
        N_ ("Reopened"),
        N_ ("Misrouted"),
        N_ ("Repeated Issue"),
        N_ ("Same User Again"),
        N_ ("Missing in the Newest Export") };

  g_return_val_if_fail (filter < HC_N_FILTERS, NULL);
  return _(labels[filter]);
}

HcTicketField
hc_filter_field (HcFilter filter)
{
  switch (filter)
    {
    case HC_FILTER_STATE:
      return HC_TICKET_STATE;
    case HC_FILTER_PRIORITY:
      return HC_TICKET_PRIORITY;
    case HC_FILTER_GROUP:
      return HC_TICKET_GROUP;
    case HC_FILTER_CATEGORY:
      return HC_TICKET_CATEGORY;
    default:
      return HC_TICKET_N_FIELDS;
    }
}

HcLinkKind
hc_filter_link (HcFilter filter)
{
  if (filter < HC_FILTER_ISSUE || filter > HC_FILTER_CAUSE)
    return HC_N_LINKS;
  return (HcLinkKind) (filter - HC_FILTER_ISSUE); /* in the same order */
}

HcTicketMark
hc_filter_mark (HcFilter filter)
{
  switch (filter)
    {
    case HC_FILTER_UNCLASSIFIED:
      return HC_TICKET_MARK_UNCLASSIFIED;
    case HC_FILTER_MISROUTED:
      return HC_TICKET_MARK_MISROUTED;
    case HC_FILTER_REPEAT:
      return HC_TICKET_MARK_REPEAT;
    case HC_FILTER_SAME_USER:
      return HC_TICKET_MARK_SAME_USER;
    default:
      return HC_N_TICKET_MARKS;
    }
}

gboolean
hc_filter_is_switch (HcFilter filter)
{
  return filter >= HC_FILTER_UNCLASSIFIED;
}

void
hc_filter_switch_on (HcFilter filter, HcTicketQuery *query)
{
  g_return_if_fail (hc_filter_is_switch (filter));
  if (hc_filter_mark (filter) != HC_N_TICKET_MARKS)
    query->marks |= 1u << hc_filter_mark (filter);
  query->reopened |= filter == HC_FILTER_REOPENED;
  query->missing |= filter == HC_FILTER_MISSING;
}

gboolean
hc_filter_is_set (HcFilter filter, const HcTicketQuery *query)
{
  switch (filter)
    {
    case HC_FILTER_ISSUE:
    case HC_FILTER_WORKFLOW:
    case HC_FILTER_STEP:
    case HC_FILTER_COHORT:
    case HC_FILTER_CAUSE:
      return query->links[hc_filter_link (filter)]->len > 0;
    case HC_FILTER_UNCLASSIFIED:
    case HC_FILTER_MISROUTED:
    case HC_FILTER_REPEAT:
    case HC_FILTER_SAME_USER:
      return (query->marks & (1u << hc_filter_mark (filter))) != 0;
    case HC_FILTER_STATE:
      return query->states != 0;
    case HC_FILTER_PRIORITY:
      return query->priorities != 0;
    case HC_FILTER_GROUP:
      return query->groups->len > 0;
    case HC_FILTER_CATEGORY:
      return query->categories->len > 0;
    case HC_FILTER_AGE:
      return query->age_from >= 0 || query->age_to >= 0;
    case HC_FILTER_OPENED:
      return query->opened_hours > 0;
    case HC_FILTER_REOPENED:
      return query->reopened;
    case HC_FILTER_MISSING:
      return query->missing;
    case HC_N_FILTERS:
      break;
    }
  g_return_val_if_reached (FALSE);
}

void
hc_filter_unset (HcFilter filter, HcTicketQuery *query)
{
  switch (filter)
    {
    case HC_FILTER_ISSUE:
    case HC_FILTER_WORKFLOW:
    case HC_FILTER_STEP:
    case HC_FILTER_COHORT:
    case HC_FILTER_CAUSE:
      g_ptr_array_set_size (query->links[hc_filter_link (filter)], 0);
      break;
    case HC_FILTER_UNCLASSIFIED:
    case HC_FILTER_MISROUTED:
    case HC_FILTER_REPEAT:
    case HC_FILTER_SAME_USER:
      query->marks &= ~(1u << hc_filter_mark (filter));
      break;
    case HC_FILTER_STATE:
      query->states = 0;
      break;
    case HC_FILTER_PRIORITY:
      query->priorities = 0;
      break;
    case HC_FILTER_GROUP:
      g_ptr_array_set_size (query->groups, 0);
      break;
    case HC_FILTER_CATEGORY:
      g_ptr_array_set_size (query->categories, 0);
      break;
    case HC_FILTER_AGE:
      query->age_from = query->age_to = -1;
      break;
    case HC_FILTER_OPENED:
      query->opened_hours = 0;
      break;
    case HC_FILTER_REOPENED:
      query->reopened = FALSE;
      break;
    case HC_FILTER_MISSING:
      query->missing = FALSE;
      break;
    case HC_N_FILTERS:
      break;
    }
}

/* ---------------------------------------------------------------- values */

static GPtrArray *
texts_of (HcFilter filter, const HcTicketQuery *query)
{
  if (hc_filter_link (filter) != HC_N_LINKS)
    return query->links[hc_filter_link (filter)];
  return filter == HC_FILTER_GROUP ? query->groups : query->categories;
}

static guint
bit_of (HcFilter filter, const char *value)
{
  if (filter == HC_FILTER_PRIORITY)
    return 1u << hc_priority_from_word (value[0] != '\0' ? value : NULL);
  return 1u << hc_state_class_from_word (value);
}

/* A link by the name of its record: one that is gone is said to be. */
static char *
link_label (HcFilter filter, const HcTicketQuery *query, const char *value)
{
  static const char *const without[HC_N_LINKS]
    = { N_ ("Without an issue"), N_ ("Without a workflow"), N_ ("Without a step"),
        N_ ("Without a cohort"), N_ ("Without a root cause") };
  HcLinkKind kind = hc_filter_link (filter);
  const char *label;

  if (value[0] == '\0')
    return g_strdup (_(without[kind]));
  if (query->facets == NULL)
    return g_strdup ("…");
  label = hc_ticket_facets_label (query->facets, kind, value);
  return g_strdup (label != NULL ? label : _("Deleted"));
}

char *
hc_filter_value_label (HcFilter filter, const HcTicketQuery *query, const char *value)
{
  if (hc_filter_link (filter) != HC_N_LINKS)
    return link_label (filter, query, value);
  if (filter == HC_FILTER_STATE)
    return g_strdup (hc_state_label (hc_state_class_from_word (value)));
  if (filter == HC_FILTER_PRIORITY)
    return g_strdup (value[0] == '\0' ? _("Without a priority")
                                      : hc_priority_label (hc_priority_from_word (value)));
  if (value[0] != '\0')
    return g_strdup (value);
  return g_strdup (filter == HC_FILTER_GROUP ? _("Without a group") : _("Without a category"));
}

gboolean
hc_filter_has_value (HcFilter filter, const HcTicketQuery *query, const char *value)
{
  if (filter == HC_FILTER_STATE)
    return (query->states & bit_of (filter, value)) != 0;
  if (filter == HC_FILTER_PRIORITY)
    return (query->priorities & bit_of (filter, value)) != 0;
  return g_ptr_array_find_with_equal_func (texts_of (filter, query), value, g_str_equal, NULL);
}

void
hc_filter_set_value (HcFilter filter, HcTicketQuery *query, const char *value, gboolean on)
{
  guint *bits = filter == HC_FILTER_STATE ? &query->states : &query->priorities;
  GPtrArray *texts;
  guint index;

  if (filter == HC_FILTER_STATE || filter == HC_FILTER_PRIORITY)
    {
      *bits = on ? *bits | bit_of (filter, value) : *bits & ~bit_of (filter, value);
      return;
    }
  texts = texts_of (filter, query);
  if (g_ptr_array_find_with_equal_func (texts, value, g_str_equal, &index) == on)
    return;
  if (on)
    g_ptr_array_add (texts, g_strdup (value));
  else
    g_ptr_array_remove_index (texts, index);
}

/* ---------------------------------------------------------------- choices */

static char *
days_text (double days)
{
  return hc_format_number (days, days == (gint64) days ? 0 : 1);
}

static char *
age_range_text (gint64 from, gint64 to)
{
  g_autofree char *low = days_text ((double) from / DAY_SECONDS);
  g_autofree char *high = days_text ((double) to / DAY_SECONDS);

  if (from <= 0)
    return g_strdup_printf (_("under %s\u00a0d"), high);
  if (to < 0)
    return g_strdup_printf (_("%s\u00a0d and more"), low);
  return g_strdup_printf (_("%s–%s\u00a0d"), low, high);
}

static char *
opened_text (guint hours)
{
  if (hours <= 48)
    return g_strdup_printf (ngettext ("last %u\u00a0h", "last %u\u00a0h", hours), hours);
  return g_strdup_printf (ngettext ("last %u day", "last %u days", hours / 24), hours / 24);
}

guint
hc_filter_n_choices (HcFilter filter)
{
  return filter == HC_FILTER_AGE ? HC_N_AGE_BUCKETS : G_N_ELEMENTS (opened_hours);
}

void
hc_filter_choose (HcFilter filter,
                  HcTicketQuery *query,
                  guint choice,
                  const HcLaunchSettings *settings)
{
  g_return_if_fail (choice < hc_filter_n_choices (filter));
  if (filter == HC_FILTER_OPENED)
    {
      query->opened_hours = opened_hours[choice];
      return;
    }
  query->age_from
    = choice == 0 ? -1 : (gint64) (settings->age_bounds[choice - 1] * DAY_SECONDS + 0.5);
  query->age_to = choice == HC_N_AGE_BUCKETS - 1
                    ? -1
                    : (gint64) (settings->age_bounds[choice] * DAY_SECONDS + 0.5);
}

char *
hc_filter_choice_label (HcFilter filter, guint choice, const HcLaunchSettings *settings)
{
  HcTicketQuery query = { .age_from = -1, .age_to = -1 };

  hc_filter_choose (filter, &query, choice, settings);
  if (filter == HC_FILTER_OPENED)
    return opened_text (query.opened_hours);
  return age_range_text (query.age_from, query.age_to);
}

/* ---------------------------------------------------------------- chips */

static char *
join_labels (HcFilter filter, const HcTicketQuery *query)
{
  static const char *const priorities[]
    = { "", "critical", "high", "moderate", "low", "planning" };
  g_autoptr (GPtrArray) labels = g_ptr_array_new_with_free_func (g_free);
  guint count;

  if (filter == HC_FILTER_STATE && query->states == HC_FILTER_NOT_CANCELLED)
    return g_strdup (_("all but cancelled"));
  if (filter == HC_FILTER_STATE)
    for (guint i = 0; i < HC_N_STATE_CLASSES; i++)
      if (query->states & (1u << i))
        g_ptr_array_add (labels, hc_filter_value_label (filter, query, hc_state_class_word (i)));
  if (filter == HC_FILTER_PRIORITY)
    for (guint i = 0; i < G_N_ELEMENTS (priorities); i++)
      if (query->priorities & (1u << i))
        g_ptr_array_add (labels, hc_filter_value_label (filter, query, priorities[i]));
  if (filter >= HC_FILTER_GROUP && filter <= HC_FILTER_CAUSE)
    for (guint i = 0; i < texts_of (filter, query)->len; i++)
      g_ptr_array_add (labels,
                       hc_filter_value_label (filter, query,
                                              g_ptr_array_index (texts_of (filter, query), i)));

  count = labels->len;
  if (count > MAX_NAMED)
    return g_strdup_printf (ngettext ("%u chosen", "%u chosen", count), count);
  g_ptr_array_add (labels, NULL);
  return g_strjoinv (", ", (char **) labels->pdata);
}

char *
hc_filter_chip_text (HcFilter filter, const HcTicketQuery *query)
{
  g_autofree char *value = NULL;

  if (!hc_filter_is_set (filter, query))
    return NULL;
  if (hc_filter_is_switch (filter))
    return g_strdup (hc_filter_label (filter));
  if (filter == HC_FILTER_AGE)
    value = age_range_text (query->age_from, query->age_to);
  else if (filter == HC_FILTER_OPENED)
    value = opened_text (query->opened_hours);
  else
    value = join_labels (filter, query);
  /* Translators: a chip, field: value */
  return g_strdup_printf (_("%s: %s"), hc_filter_label (filter), value);
}

/* ---------------------------------------------------------------- UI state */

/* For instance:
 *
 *   state open
 *   group Service Desk
 *   age 86400 259200
 *   opened 24
 *   step 5f0c…
 *   issue
 *   mark misrouted
 *   reopened */
static void
describe_texts (GString *out, const char *word, GPtrArray *texts)
{
  for (guint i = 0; i < texts->len; i++)
    {
      g_autofree char *escaped = g_strescape (g_ptr_array_index (texts, i), NULL);

      g_string_append_printf (out, "%s %s\n", word, escaped);
    }
}

char *
hc_filter_describe (const HcTicketQuery *query)
{
  GString *out = g_string_new (NULL);

  for (guint i = 0; i < HC_N_STATE_CLASSES; i++)
    if (query->states & (1u << i))
      g_string_append_printf (out, "state %s\n", hc_state_class_word (i));
  for (guint i = 0; i <= HC_N_PRIORITIES; i++)
    if (query->priorities & (1u << i))
      g_string_append_printf (out, "priority %u\n", i);
  describe_texts (out, "group", query->groups);
  describe_texts (out, "category", query->categories);
  for (guint kind = 0; kind < HC_N_LINKS; kind++)
    describe_texts (out, hc_ticket_column_name (HC_TICKET_LINK (kind)), query->links[kind]);
  for (guint mark = 0; mark < HC_N_TICKET_MARKS; mark++)
    if (query->marks & (1u << mark))
      g_string_append_printf (out, "mark %s\n", hc_ticket_mark_word (mark));
  if (hc_filter_is_set (HC_FILTER_AGE, query))
    g_string_append_printf (out, "age %" G_GINT64_FORMAT " %" G_GINT64_FORMAT "\n",
                            query->age_from, query->age_to);
  if (query->opened_hours > 0)
    g_string_append_printf (out, "opened %u\n", query->opened_hours);
  if (query->reopened)
    g_string_append (out, "reopened\n");
  if (query->missing)
    g_string_append (out, "missing\n");
  return g_string_free (out, FALSE);
}

char *
hc_filter_describe_value (HcFilter filter, const char *value)
{
  g_auto (HcTicketQuery) query = { 0 };

  hc_ticket_query_init (&query);
  hc_filter_set_value (filter, &query, value, TRUE);
  return hc_filter_describe (&query);
}

static void
parse_facet (const char *word, const char *value, HcTicketQuery *out)
{
  for (guint kind = 0; kind < HC_N_LINKS; kind++)
    if (g_str_equal (word, hc_ticket_column_name (HC_TICKET_LINK (kind))))
      g_ptr_array_add (out->links[kind], g_strcompress (value));
  for (guint mark = 0; g_str_equal (word, "mark") && mark < HC_N_TICKET_MARKS; mark++)
    if (g_str_equal (value, hc_ticket_mark_word (mark)))
      out->marks |= 1u << mark;
}

static void
parse_line (const char *word, const char *value, HcTicketQuery *out)
{
  HcStateClass state = hc_state_class_from_word (value);
  guint64 number = g_ascii_strtoull (value, NULL, 10);
  const char *second = strchr (value, ' ');

  if (g_str_equal (word, "state") && state != HC_STATE_UNKNOWN)
    out->states |= 1u << state;
  else if (g_str_equal (word, "priority") && number <= HC_N_PRIORITIES)
    out->priorities |= 1u << number;
  else if (g_str_equal (word, "group"))
    g_ptr_array_add (out->groups, g_strcompress (value));
  else if (g_str_equal (word, "category"))
    g_ptr_array_add (out->categories, g_strcompress (value));
  else if (g_str_equal (word, "age") && second != NULL)
    {
      out->age_from = MAX (g_ascii_strtoll (value, NULL, 10), -1);
      out->age_to = MAX (g_ascii_strtoll (second, NULL, 10), -1);
    }
  else if (g_str_equal (word, "opened") && number <= 366 * 24)
    out->opened_hours = (guint) number;
  out->reopened |= g_str_equal (word, "reopened");
  out->missing |= g_str_equal (word, "missing");
}

void
hc_filter_parse (const char *text, HcTicketQuery *out)
{
  g_auto (GStrv) lines = g_strsplit (text, "\n", -1);

  for (guint i = 0; lines[i] != NULL; i++)
    {
      g_auto (GStrv) parts = g_strsplit (lines[i], " ", 2);

      if (parts[0] == NULL)
        continue;
      parse_line (parts[0], parts[1] != NULL ? parts[1] : "", out);
      parse_facet (parts[0], parts[1] != NULL ? parts[1] : "", out);
    }
}
