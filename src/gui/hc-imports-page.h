/* SPDX-License-Identifier: GPL-3.0-or-later */

/* The imports of the launch, newest first, with their counts; the selected one in full below. */

#pragma once

#include "hc-page.h"

G_BEGIN_DECLS

#define HC_TYPE_IMPORTS_PAGE (hc_imports_page_get_type ())
G_DECLARE_FINAL_TYPE (HcImportsPage, hc_imports_page, HC, IMPORTS_PAGE, HcPage)

G_END_DECLS
