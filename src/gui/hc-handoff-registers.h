/* SPDX-License-Identifier: GPL-3.0-or-later */

/* The registers of the handoff: which they are, what is open in them, and how many. One object per
 * launch, kept by it, for the page and its badge. Main context. Signal “changed”. */

#pragma once

#include "hc-record-list.h"

G_BEGIN_DECLS

#define HC_N_HANDOFF_REGISTERS 6

typedef struct
{
  const char *type;    /* record type */
  const char *icon;
  const char *purpose; /* N_(): what it is for, one sentence */
  gboolean may_be_empty;
  const char *state;       /* CHOICE field; NULL: none */
  const char *finished[3]; /* words of state: nothing is left to do, no date is overdue */
  const char *due;         /* DAY field; NULL: none */
  const char *owner;       /* field that must not stay empty; NULL: none */
} HcHandoffRegister;

extern const HcHandoffRegister hc_handoff_registers[HC_N_HANDOFF_REGISTERS];

typedef struct
{
  guint n;
  guint finished;
  guint overdue;
  guint unowned;
  guint negative; /* user feedback */
} HcHandoffCount;

/* HcRecordMatch: is there something left to do? @data is unused. */
gboolean hc_handoff_is_open (const HcRecordData *record, gpointer data);
gboolean hc_handoff_is_overdue (const HcRecordData *record, HcDay today);
gboolean hc_handoff_is_unowned (const HcRecordData *record);
/* “12 of 30 done, 2 overdue”. Newly allocated. */
char *hc_handoff_count_text (guint index, const HcHandoffCount *count);

#define HC_TYPE_HANDOFF_REGISTERS (hc_handoff_registers_get_type ())
G_DECLARE_FINAL_TYPE (HcHandoffRegisters, hc_handoff_registers, HC, HANDOFF_REGISTERS, GObject)

/* Borrowed; made on the first call. */
HcHandoffRegisters *hc_handoff_registers_of (HcLaunch *launch);
HcRecordList *hc_handoff_registers_list (HcHandoffRegisters *self, guint index); /* borrowed */
/* As of today. */
HcHandoffCount hc_handoff_registers_count (HcHandoffRegisters *self, guint index);
HcDay hc_handoff_registers_today (HcHandoffRegisters *self);

G_END_DECLS
