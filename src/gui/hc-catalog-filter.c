/* SPDX-License-Identifier: GPL-3.0-or-later */

#include "config.h"

#include "hc-catalog-filter.h"

#include <glib/gi18n.h>

#include "hc-issue.h"

static const struct
{
  const char *word;
  const char *label;
  const char *field; /* of the record; NULL: computed */
} facets[HC_N_CATALOG_FACETS] = {
  { "state", N_ ("State"), "state" },
  { "action", N_ ("Action"), "action" },
  { "owner", N_ ("Owner"), "owner" },
  { "workflow", N_ ("Workflow"), "workflow_id" },
  { "cause", N_ ("Root Cause"), "cause" },
  { "severity", N_ ("Severity"), "severity" },
  { "decision", N_ ("Decision"), "decision" },
  { "flag", N_ ("Only"), NULL },
};

static const struct
{
  const char *word;
  const char *label;
} flags[] = {
  { "blocker", N_ ("Blockers") },
  { "driver", N_ ("Top Three Drivers") },
  { "unowned", N_ ("Without a Person") },
  { "overdue", N_ ("Overdue") },
  { "incomplete", N_ ("Columns Missing") },
  { "known", N_ ("Known Errors") },
  { "quiet", N_ ("No Ticket for 7 Days") },
};

static const char *const severities[] = { N_ ("Critical"), N_ ("High"), N_ ("Medium"), N_ ("Low") };

/* ---------------------------------------------------------------- values */

void
hc_catalog_filter_init (HcCatalogFilter *self)
{
  for (guint i = 0; i < HC_N_CATALOG_FACETS; i++)
    self->values[i] = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, NULL);
}

void
hc_catalog_filter_clear (HcCatalogFilter *self)
{
  for (guint i = 0; i < HC_N_CATALOG_FACETS; i++)
    g_clear_pointer (&self->values[i], g_hash_table_unref);
}

void
hc_catalog_filter_empty (HcCatalogFilter *self)
{
  for (guint i = 0; i < HC_N_CATALOG_FACETS; i++)
    g_hash_table_remove_all (self->values[i]);
}

gboolean
hc_catalog_filter_is_empty (const HcCatalogFilter *self)
{
  for (guint i = 0; i < HC_N_CATALOG_FACETS; i++)
    if (g_hash_table_size (self->values[i]) > 0)
      return FALSE;
  return TRUE;
}

gboolean
hc_catalog_filter_has (const HcCatalogFilter *self, HcCatalogFacet facet, const char *value)
{
  return g_hash_table_contains (self->values[facet], value);
}

void
hc_catalog_filter_set (HcCatalogFilter *self, HcCatalogFacet facet, const char *value, gboolean on)
{
  if (on)
    g_hash_table_add (self->values[facet], g_strdup (value));
  else
    g_hash_table_remove (self->values[facet], value);
}

/* ---------------------------------------------------------------- matching */

static gboolean
is_incomplete (HcCatalog *catalog, const HcRecordData *issue)
{
  g_autoptr (GPtrArray) cohorts = hc_catalog_cohort_ids (catalog, issue->id);
  g_autoptr (GPtrArray) missing = hc_issue_missing (issue, cohorts->len);

  return missing->len > 0;
}

static gboolean
is_quiet (HcCatalog *catalog, const HcRecordData *issue)
{
  const HcIssueFacts *facts = hc_catalog_facts_of (catalog, issue->id);

  return hc_catalog_facts (catalog) != NULL && (facts == NULL || facts->last_7_days == 0);
}

static gboolean
has_flag (HcCatalog *catalog, const HcRecordData *issue, const char *flag)
{
  if (g_str_equal (flag, "blocker"))
    return hc_catalog_is_blocker (catalog, issue);
  if (g_str_equal (flag, "driver"))
    return hc_catalog_driver_of (catalog, issue->id) != NULL;
  if (g_str_equal (flag, "unowned"))
    return !hc_record_data_is_set (issue, "person_id");
  if (g_str_equal (flag, "overdue"))
    return hc_catalog_is_overdue (catalog, issue);
  if (g_str_equal (flag, "incomplete"))
    return is_incomplete (catalog, issue);
  if (g_str_equal (flag, "known"))
    return hc_record_data_get_int (issue, "is_known_error", 0) == 1;
  return is_quiet (catalog, issue);
}

static gboolean
passes_flags (const HcCatalogFilter *self, HcCatalog *catalog, const HcRecordData *issue)
{
  GHashTableIter iter;
  gpointer flag;

  g_hash_table_iter_init (&iter, self->values[HC_CATALOG_BY_FLAG]);
  while (g_hash_table_iter_next (&iter, &flag, NULL))
    if (!has_flag (catalog, issue, flag))
      return FALSE;
  return TRUE;
}

static gboolean
passes (const HcCatalogFilter *self, HcCatalogFacet facet, const HcRecordData *issue)
{
  const char *value = hc_record_data_get (issue, facets[facet].field);

  if (g_hash_table_size (self->values[facet]) == 0)
    return TRUE;
  if (facet == HC_CATALOG_BY_STATE && hc_catalog_filter_has (self, facet, "open")
      && hc_issue_is_open (issue))
    return TRUE;
  return hc_catalog_filter_has (self, facet, value != NULL ? value : HC_CATALOG_NONE);
}

gboolean
hc_catalog_filter_matches (const HcCatalogFilter *self,
                           HcCatalog *catalog,
                           const HcRecordData *issue)
{
  for (guint i = 0; i < HC_CATALOG_BY_FLAG; i++)
    if (!passes (self, i, issue))
      return FALSE;
  return passes_flags (self, catalog, issue);
}

/* ---------------------------------------------------------------- text */

static GList *
sorted_values (const HcCatalogFilter *self, HcCatalogFacet facet)
{
  return g_list_sort (g_hash_table_get_keys (self->values[facet]), (GCompareFunc) g_strcmp0);
}

char *
hc_catalog_filter_format (const HcCatalogFilter *self)
{
  g_autoptr (GString) text = g_string_new (NULL);

  for (guint i = 0; i < HC_N_CATALOG_FACETS; i++)
    {
      g_autoptr (GList) values = sorted_values (self, i);

      if (values == NULL)
        continue;
      g_string_append_printf (text, "%s%s=", text->len > 0 ? " " : "", facets[i].word);
      for (GList *v = values; v != NULL; v = v->next)
        g_string_append_printf (text, "%s%s", v == values ? "" : ",", (const char *) v->data);
    }
  return g_string_free (g_steal_pointer (&text), FALSE);
}

void
hc_catalog_filter_parse (HcCatalogFilter *self, const char *text)
{
  g_auto (GStrv) words = g_strsplit (text, " ", -1);

  hc_catalog_filter_empty (self);
  for (guint i = 0; words[i] != NULL; i++)
    {
      g_auto (GStrv) parts = g_strsplit (words[i], "=", 2);
      g_auto (GStrv) values = parts[0] != NULL && parts[1] != NULL ? g_strsplit (parts[1], ",", -1)
                                                                   : NULL;

      for (guint facet = 0; values != NULL && facet < HC_N_CATALOG_FACETS; facet++)
        if (g_str_equal (facets[facet].word, parts[0]))
          for (guint v = 0; values[v] != NULL; v++)
            if (*values[v] != '\0')
              hc_catalog_filter_set (self, facet, values[v], TRUE);
    }
}

/* ---------------------------------------------------------------- for people */

const char *
hc_catalog_facet_label (HcCatalogFacet facet)
{
  return _(facets[facet].label);
}

static const HcField *
field_of (HcCatalogFacet facet)
{
  const HcRecordType *type = hc_record_type ("issue");

  return facets[facet].field != NULL
           ? &type->fields[hc_record_type_field (type, facets[facet].field)]
           : NULL;
}

GPtrArray *
hc_catalog_facet_values (HcCatalogFacet facet, HcRecordList *workflows)
{
  GPtrArray *values = g_ptr_array_new_with_free_func (g_free);
  const HcField *field = field_of (facet);

  if (facet == HC_CATALOG_BY_STATE)
    g_ptr_array_add (values, g_strdup ("open"));
  for (guint i = 0; facet == HC_CATALOG_BY_FLAG && i < G_N_ELEMENTS (flags); i++)
    g_ptr_array_add (values, g_strdup (flags[i].word));
  for (guint i = 0; facet == HC_CATALOG_BY_WORKFLOW && i < hc_record_list_count (workflows); i++)
    g_ptr_array_add (values, g_strdup (hc_record_id (hc_record_list_at (workflows, i))));
  for (guint i = 1; facet == HC_CATALOG_BY_SEVERITY && i <= G_N_ELEMENTS (severities); i++)
    g_ptr_array_add (values, g_strdup_printf ("%u", i));
  for (guint i = 0; field != NULL && field->choices != NULL && field->choices[i].word != NULL; i++)
    g_ptr_array_add (values, g_strdup (field->choices[i].word));
  if (field != NULL && (field->flags & HC_FIELD_REQUIRED) == 0)
    g_ptr_array_add (values, g_strdup (HC_CATALOG_NONE));
  return values;
}

static const char *
flag_label (const char *word)
{
  for (guint i = 0; i < G_N_ELEMENTS (flags); i++)
    if (g_str_equal (flags[i].word, word))
      return _(flags[i].label);
  return word;
}

char *
hc_catalog_facet_value_label (HcCatalogFacet facet, const char *value, HcRecordList *workflows)
{
  const HcField *field = field_of (facet);
  HcRecord *workflow;

  if (g_str_equal (value, HC_CATALOG_NONE))
    return g_strdup (_("None"));
  switch (facet)
    {
    case HC_CATALOG_BY_STATE:
      if (g_str_equal (value, "open"))
        return g_strdup (_("Open"));
      break;
    case HC_CATALOG_BY_SEVERITY:
      return g_strdup (*value >= '1' && *value <= '4' ? _(severities[*value - '1']) : value);
    case HC_CATALOG_BY_WORKFLOW:
      workflow = hc_record_list_find (workflows, value);
      return g_strdup (workflow != NULL ? hc_record_title (workflow) : _("Gone"));
    case HC_CATALOG_BY_FLAG:
      return g_strdup (flag_label (value));
    default:
      break;
    }
  return hc_field_format (field, value);
}

char *
hc_catalog_filter_chip (const HcCatalogFilter *self, HcCatalogFacet facet, HcRecordList *workflows)
{
  g_autoptr (GList) values = sorted_values (self, facet);
  g_autoptr (GString) text = g_string_new (NULL);

  if (values == NULL)
    return NULL;
  for (GList *v = values; v != NULL; v = v->next)
    {
      g_autofree char *label = hc_catalog_facet_value_label (facet, v->data, workflows);

      g_string_append_printf (text, "%s%s", v == values ? "" : ", ", label);
    }
  if (facet == HC_CATALOG_BY_FLAG)
    return g_string_free (g_steal_pointer (&text), FALSE);
  /* TRANSLATORS: a filter: field, then the values that pass (“Owner: Access, Support”) */
  return g_strdup_printf (_("%s: %s"), hc_catalog_facet_label (facet), text->str);
}
