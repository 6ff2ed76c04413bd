/* SPDX-License-Identifier: GPL-3.0-or-later */

/* For hc-register-view*.c: shows what @text would become and which column is which field; adds the
 * rows as one undo step. */

#pragma once

#include "hc-register-view.h"

G_BEGIN_DECLS

void hc_register_paste_present (HcRegisterView *view, const char *text);

G_END_DECLS
