/* SPDX-License-Identifier: GPL-3.0-or-later */

#pragma once

#include <glib.h>

G_BEGIN_DECLS

/* @name as a file name that every system takes, with @suffix: “ERP Wave 1.hypercare”. Newly
 * allocated. Pure. */
char *hc_file_name_for (const char *name, const char *suffix);

G_END_DECLS
