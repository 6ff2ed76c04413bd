/* SPDX-License-Identifier: GPL-3.0-or-later */

#include "config.h"

#include "hc-pages.h"

#include <glib/gi18n.h>

#include "hc-catalog-page.h"
#include "hc-catalog.h"
#include "hc-escalations-page.h"
#include "hc-format.h"
#include "hc-gate-page.h"
#include "hc-handoff-page.h"
#include "hc-handoff-registers.h"
#include "hc-hot-paths-page.h"
#include "hc-hot-paths.h"
#include "hc-imports-page.h"
#include "hc-metrics-page.h"
#include "hc-overview-page.h"
#include "hc-ownership-page.h"
#include "hc-tickets-page.h"

static void
hot_paths_badge (HcLaunch *launch, HcBadge *out)
{
  guint n = hc_record_list_count (hc_hot_paths_list (hc_hot_paths_of (launch), HC_HOT_WORKFLOWS));

  if (n == 0)
    return;
  out->text = hc_format_count (n);
  out->accessible = g_strdup_printf (ngettext ("%u hot path", "%u hot paths", n), n);
}

static void
imports_badge (HcLaunch *launch, HcBadge *out)
{
  guint n = hc_launch_batches (launch)->len;

  if (n == 0)
    return;
  out->text = hc_format_count (n);
  out->accessible = g_strdup_printf (ngettext ("%u import", "%u imports", n), n);
}

static void
tickets_badge (HcLaunch *launch, HcBadge *out)
{
  guint64 n = hc_launch_ticket_count (launch);

  if (n == 0)
    return;
  out->text = hc_format_count ((gint64) n);
  out->accessible = g_strdup_printf (ngettext ("%s ticket", "%s tickets", (gulong) n), out->text);
}

static void
catalog_badge (HcLaunch *launch, HcBadge *out)
{
  guint n = hc_record_list_count (hc_catalog_list (hc_catalog_of (launch), HC_CATALOG_ISSUES));

  if (n == 0)
    return;
  out->text = hc_format_count (n);
  out->accessible = g_strdup_printf (ngettext ("%u issue", "%u issues", n), n);
}

static void
escalations_badge (HcLaunch *launch, HcBadge *out)
{
  HcEscalationCounts counts = hc_catalog_escalation_counts (hc_catalog_of (launch));

  if (counts.open == 0)
    return;
  if (counts.past_limit > 0)
    {
      out->text = g_strdup_printf ("! %u", counts.past_limit);
      out->accessible = g_strdup_printf (ngettext ("%u escalation past its limit",
                                                   "%u escalations past their limit",
                                                   counts.past_limit),
                                         counts.past_limit);
      out->attention = TRUE;
      return;
    }
  out->text = hc_format_count (counts.open);
  out->accessible = g_strdup_printf (ngettext ("%u open escalation", "%u open escalations",
                                               counts.open),
                                     counts.open);
}

/* The checklist: what is done of it. Isolated, or right-to-left text turns it round. */
static void
handoff_badge (HcLaunch *launch, HcBadge *out)
{
  HcHandoffCount count = hc_handoff_registers_count (hc_handoff_registers_of (launch), 0);

  if (count.n == 0)
    return;
  out->text = g_strdup_printf ("\u2066%u / %u\u2069", count.finished, count.n);
  out->accessible = g_strdup_printf (ngettext ("%u of %u checklist item done",
                                               "%u of %u checklist items done", count.n),
                                     count.finished, count.n);
  out->attention = count.overdue > 0;
}

const HcPageInfo hc_pages[] = {
  { "overview", N_("Overview"), "view-grid-symbolic", NULL, hc_overview_page_get_type, NULL },
  { "hot-paths", N_("Hot Paths"), "media-playlist-consecutive-symbolic", N_("Plan"),
    hc_hot_paths_page_get_type, hot_paths_badge },
  { "ownership", N_("Ownership"), "system-users-symbolic", N_("Plan"), hc_ownership_page_get_type,
    hc_ownership_page_badge },
  { "go-live", N_("Go-Live Gate"), "emoji-flags-symbolic", N_("Plan"), hc_gate_page_get_type,
    NULL },
  { "tickets", N_("Tickets"), "view-list-symbolic", N_("Run"), hc_tickets_page_get_type,
    tickets_badge },
  { "catalog", N_("Issue Catalog"), "accessories-dictionary-symbolic", N_("Run"),
    hc_catalog_page_get_type, catalog_badge },
  { "escalations", N_("Escalations"), "send-to-symbolic", N_("Run"), hc_escalations_page_get_type,
    escalations_badge },
  { "imports", N_("Imports"), "folder-download-symbolic", N_("Run"), hc_imports_page_get_type,
    imports_badge },
  { "metrics", N_("Metrics"), "power-profile-performance-symbolic", N_("Measure"),
    hc_metrics_page_get_type, NULL },
  { "handoff", N_("Handoff"), "mail-forward-symbolic", N_("Exit"), hc_handoff_page_get_type,
    handoff_badge },
  { NULL },
};
const guint hc_n_pages = G_N_ELEMENTS (hc_pages) - 1;

void
hc_badge_clear (HcBadge *self)
{
  g_clear_pointer (&self->text, g_free);
  g_clear_pointer (&self->accessible, g_free);
  self->attention = FALSE;
}

int
hc_pages_find (const char *name)
{
  for (guint i = 0; i < hc_n_pages; i++)
    if (g_strcmp0 (hc_pages[i].name, name) == 0)
      return (int) i;
  return -1;
}
