/* SPDX-License-Identifier: GPL-3.0-or-later */

#include "config.h"

#include "hc-routing-text.h"

#include <glib/gi18n.h>

#include "hc-format.h"

#define SECONDS_AN_HOUR 3600.0

const char *
hc_routing_group (const HcRoutingCheck *check, guint32 ordinal)
{
  return ordinal < check->groups->len ? g_ptr_array_index (check->groups, ordinal) : "";
}

char *
hc_routing_median_text (const HcSurvival *survival)
{
  g_autofree char *hours = hc_format_hours (survival->median / SECONDS_AN_HOUR);
  g_autofree char *n = hc_format_count ((gint64) survival->n);

  if (survival->n == 0)
    return g_strdup (HC_FORMAT_MISSING);
  if (!survival->reached)
    /* TRANSLATORS: fewer than half of the n tickets are resolved: there is no median yet */
    return g_strdup_printf (_("not reached (n = %s)"), n);
  return g_strdup_printf (_("%s (n = %s)"), hours, n);
}

const char *
hc_routing_kind_text (HcHopKind kind)
{
  switch (kind)
    {
    case HC_HOP_DISPATCHED:
      return _("dispatched");
    case HC_HOP_DECLARED:
      return _("declared");
    case HC_HOP_WRONG:
    default:
      return _("misrouted");
    }
}

static guint
count_wrong (const HcRoutingCheck *check)
{
  guint n = 0;

  for (guint i = 0; i < check->pairs->len; i++)
    n += g_array_index (check->pairs, HcRoutingPair, i).kind == HC_HOP_WRONG ? 1 : 0;
  return n;
}

char *
hc_routing_summary (const HcRoutingCheck *check)
{
  const HcRoutingCoverage *coverage = &check->coverage;
  g_autofree char *n = hc_format_count (coverage->n);
  g_autofree char *known = hc_format_count (coverage->known);
  g_autofree char *misrouted = hc_format_count (coverage->misrouted);
  g_autofree char *counted = hc_format_count (coverage->count_misrouted);
  g_autofree char *count_known = hc_format_count (coverage->count_known);
  g_autofree char *outside = hc_format_count (coverage->matrix_misrouted);
  g_autofree char *matrix_known = hc_format_count (coverage->matrix_known);
  guint n_pairs = count_wrong (check);
  g_autofree char *pairs = hc_format_count (n_pairs);

  if (check->as_of == HC_INSTANT_NONE)
    return g_strdup (_("Needs tickets: import an export first."));
  switch (coverage->method)
    {
    case HC_ROUTING_HISTORY:
      if (coverage->known == 0)
        return g_strdup (_("No ticket has ended yet."));
      /* TRANSLATORS: pairs of groups; misrouted tickets, tickets in all */
      return g_strdup_printf (ngettext ("%s pair, %s of %s ended tickets misrouted",
                                        "%s pairs, %s of %s ended tickets misrouted", n_pairs),
                              pairs, misrouted, known);
    case HC_ROUTING_COUNT:
      return g_strdup_printf (_("%s of %s ended tickets were handed on too often; a count names no "
                                "pairs"),
                              counted, count_known);
    case HC_ROUTING_MATRIX:
      return g_strdup_printf (_("%s of %s ended tickets: the last team is not responsible; no "
                                "pairs"),
                              outside, matrix_known);
    case HC_ROUTING_NONE:
    default:
      if (coverage->has_input)
        return g_strdup_printf (_("Not measurable yet: the way of %s of %s ended tickets is known, "
                                  "four in five are needed."),
                                known, n);
      return g_strdup (_("Not measurable: the files tell neither groups nor reassignments."));
    }
}

char *
hc_routing_basis (const HcRoutingCheck *check)
{
  switch (check->coverage.method)
    {
    case HC_ROUTING_HISTORY:
      return g_strdup (_("By history: groups seen in the imported files since go-live. The medians "
                         "(Kaplan–Meier, open tickets included) stand side by side: tickets that "
                         "made this hop and ended up there, and direct ones of the same group. "
                         "Association, not what the hop cost."));
    case HC_ROUTING_COUNT:
      return g_strdup_printf (
        _("By count: the files tell how often a ticket was reassigned (allowed here: %u), not from "
          "where to where. Pairs need daily exports with the assignment group, or an audit log."),
        check->hops_allowed);
    case HC_ROUTING_MATRIX:
      return g_strdup (_("By the ownership matrix: the last group of a ticket against the teams "
                         "that are responsible in the row of its hot path or of its issue’s kind. "
                         "Weak evidence: the way there is not known. Pairs need daily exports with "
                         "the assignment group, or an audit log."));
    case HC_ROUTING_NONE:
    default:
      return g_strdup (_("Import the export every day: a ticket’s way is known when it was seen "
                         "open with its assignment group. An audit log or a reassignment count "
                         "tells it at once."));
    }
}

char *
hc_routing_pair_text (const HcRoutingCheck *check, const HcRoutingPair *pair)
{
  g_autofree char *n = hc_format_count (pair->n);
  g_autofree char *n_category = hc_format_count (pair->n_category);
  g_autofree char *misrouted = hc_routing_median_text (&pair->misrouted);
  g_autofree char *direct = hc_routing_median_text (&pair->direct);
  g_autofree char *medians =
    g_strdup_printf (_("Time to resolve: %s, against %s of tickets that came to “%s” directly."),
                     misrouted, direct, hc_routing_group (check, pair->to));
  g_autofree char *went = g_strdup_printf (
    ngettext ("%s ticket went from “%s” to “%s”.", "%s tickets went from “%s” to “%s”.",
              (gulong) pair->n),
    n, hc_routing_group (check, pair->from), hc_routing_group (check, pair->to));

  if (pair->category == 0)
    return g_strdup_printf ("%s %s", went, medians);
  /* TRANSLATORS: sentence, sentence, category, how many of them */
  return g_strdup_printf (_("%s %s Most of them: %s (%s)."), went, medians,
                          (char *) g_ptr_array_index (check->categories, pair->category),
                          n_category);
}

char *
hc_routing_responsible (HcOwnershipModel *model, const char *duty_id)
{
  g_autoptr (GPtrArray) roles =
    hc_ownership_roles (hc_ownership_model_plan (model), duty_id, "R");
  g_autoptr (GPtrArray) titles = g_ptr_array_new ();

  for (guint i = 0; i < roles->len; i++)
    g_ptr_array_add (titles, (gpointer) hc_ownership_model_title (
                               model, "team",
                               hc_record_data_get (g_ptr_array_index (roles, i), "team_id")));
  g_ptr_array_add (titles, NULL);
  return g_strjoinv (", ", (char **) titles->pdata);
}

char *
hc_routing_advice_text (HcOwnershipModel *model,
                        const HcRoutingCheck *check,
                        const HcRoutingPair *pair,
                        const HcRoutingAdvice *advice)
{
  const char *to = hc_routing_group (check, pair->to);
  const char *team =
    hc_ownership_model_title (model, "team", hc_ownership_model_team_of_group (model, to));
  const char *row = advice->duty != NULL ? hc_record_data_title (advice->duty) : "";
  g_autofree char *responsible =
    advice->duty != NULL ? hc_routing_responsible (model, advice->duty->id) : NULL;

  switch (advice->kind)
    {
    case HC_ADVICE_MAP_GROUP:
      return g_strdup_printf (
        _("“%s” belongs to no team yet. Map it to say who should have had these tickets."), to);
    case HC_ADVICE_ROW_SAYS_SO:
      return g_strdup_printf (_("Should have had it: %s, responsible by the row “%s”. The matrix "
                                "says so already; those who assign must know it."),
                              responsible, row);
    case HC_ADVICE_SET_RESPONSIBLE:
      if (responsible != NULL && *responsible != '\0')
        return g_strdup_printf (_("Should have had it by the row “%s”: %s. The tickets ended up "
                                  "with %s, which is not responsible there."),
                                row, responsible, team);
      return g_strdup_printf (_("The row “%s” names nobody as responsible; the tickets ended up "
                                "with %s."),
                              row, team);
    case HC_ADVICE_ADD_ROW:
    default:
      return g_strdup_printf (_("No row of the matrix makes %s responsible for anything."), team);
    }
}
