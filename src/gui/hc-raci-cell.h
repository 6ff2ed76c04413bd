/* SPDX-License-Identifier: GPL-3.0-or-later */

/* A cell of the ownership matrix that can have the focus: letters drawn as squares (visual.md §6),
 * or a child (the row's name, its check). The matrix owns it, moves the focus and handles keys. */

#pragma once

#include <gtk/gtk.h>

G_BEGIN_DECLS

#define HC_TYPE_RACI_CELL (hc_raci_cell_get_type ())
G_DECLARE_FINAL_TYPE (HcRaciCell, hc_raci_cell, HC, RACI_CELL, GtkWidget)

/* Letters of a cell, in the order in which they are drawn. */
typedef enum
{
  HC_RACI_R = 1 << 0,
  HC_RACI_A = 1 << 1,
  HC_RACI_C = 1 << 2,
  HC_RACI_I = 1 << 3,
} HcRaciLetters;

#define HC_RACI_N_LETTERS 4
extern const char *const hc_raci_letters[HC_RACI_N_LETTERS]; /* “R” … */

/* @child NULL: letters; else taken. @team_id NULL: the row's name or check. */
GtkWidget *hc_raci_cell_new (const char *duty_id, const char *team_id, GtkWidget *child);
const char *hc_raci_cell_duty (HcRaciCell *self);
const char *hc_raci_cell_team (HcRaciCell *self); /* NULL */
GtkWidget *hc_raci_cell_child (HcRaciCell *self); /* NULL */
void hc_raci_cell_set_letters (HcRaciCell *self, guint letters);
guint hc_raci_cell_get_letters (HcRaciCell *self);
/* What is read aloud. */
void hc_raci_cell_set_name (HcRaciCell *self, const char *name);

/* Draws one letter in a square of @size: A filled with @color (the letter in @background), R
 * outlined, C and I bare. For the legend and print too. */
void hc_raci_letter_draw (cairo_t *cr,
                          PangoLayout *layout,
                          const char *letter,
                          double x,
                          double y,
                          double size,
                          const GdkRGBA *color,
                          const GdkRGBA *background);

G_END_DECLS
