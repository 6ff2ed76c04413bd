/* SPDX-License-Identifier: GPL-3.0-or-later */

#include "config.h"

#include "hc-pages.h"

#include <glib/gi18n.h>

#include "hc-format.h"
#include "hc-imports-page.h"

static void
imports_badge (HcLaunch *launch, HcBadge *out)
{
  guint n = hc_launch_batches (launch)->len;

  if (n == 0)
    return;
  out->text = hc_format_count (n);
  out->accessible = g_strdup_printf (ngettext ("%u import", "%u imports", n), n);
}

const HcPageInfo hc_pages[] = {
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
