/* SPDX-License-Identifier: GPL-3.0-or-later */

/* Words of a title, for text groups and suggestions: case-folded, digits dropped, stop words out. */

#pragma once

#include <glib.h>

G_BEGIN_DECLS

/* English and German words that say nothing about a problem, and junk of ticket titles. Sorted,
 * NULL-terminated. */
extern const char *const hc_text_stop_words[];

typedef struct HcTokenizer HcTokenizer;

/* @more_stop_words (optional, NULL-terminated): those of the launch. */
HcTokenizer *hc_tokenizer_new (const char *const *more_stop_words);
void hc_tokenizer_free (HcTokenizer *self);
G_DEFINE_AUTOPTR_CLEANUP_FUNC (HcTokenizer, hc_tokenizer_free)
/* Adds the distinct tokens of @text, ascending numbers, to @out (of guint32). The same word has the
 * same number for the tokenizer's life. */
void hc_tokenizer_add (HcTokenizer *self, const char *text, GArray *out);
/* The same, leaving out words that hc_tokenizer_add() never saw; returns how many. Changes
 * nothing: any thread. */
guint hc_tokenizer_look_up (const HcTokenizer *self, const char *text, GArray *out);
guint hc_tokenizer_count (const HcTokenizer *self);
const char *hc_tokenizer_word (const HcTokenizer *self, guint32 token); /* borrowed */
/* The words of @text sorted, with a space between: the key of text_group_choice. Newly allocated. */
char *hc_tokenizer_key (HcTokenizer *self, const char *text);

G_END_DECLS
