/* SPDX-License-Identifier: GPL-3.0-or-later */

#pragma once

#include "hc-text.h"

G_BEGIN_DECLS

/* Indexes (guint) of those of @n titles that are like @title, most alike first, of those the later
 * one: cosine of their words weighted by rarity. Titles may be NULL. Pure. */
GArray *hc_text_similar (const char *title,
                         const char *const *titles,
                         guint n,
                         const char *const *stop_words,
                         guint limit);

G_END_DECLS
