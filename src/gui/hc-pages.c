/* SPDX-License-Identifier: GPL-3.0-or-later */

#include "config.h"

#include "hc-pages.h"

#include <glib/gi18n.h>

#include "hc-format.h"
#include "hc-imports-page.h"
#include "hc-overview-page.h"
#include "hc-tickets-page.h"

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

const HcPageInfo hc_pages[] = {
  { "overview", N_("Overview"), "view-grid-symbolic", NULL, hc_overview_page_get_type, NULL },
  { "tickets", N_("Tickets"), "view-list-symbolic", N_("Run"), hc_tickets_page_get_type,
    tickets_badge },
  { "imports", N_("Imports"), "folder-download-symbolic", N_("Run"), hc_imports_page_get_type,
    imports_badge },
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
