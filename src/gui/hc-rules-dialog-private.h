/* SPDX-License-Identifier: GPL-3.0-or-later */

/* What hc-rules-dialog.c and hc-rules-dialog-commands.c share; tests look in. */

#pragma once

#include "hc-rules-dialog.h"
#include "hc-rules-editor.h"
#include "hc-rules-row.h"

G_BEGIN_DECLS

struct _HcRulesDialog
{
  AdwWindow parent_instance;

  /* Template widgets */
  GtkStack *stack;
  GtkListBox *list;
  HcRulesEditor *editor;

  /* Owned */
  HcLaunch *launch;
  HcRulesNames names;
  HcRecordList *records;   /* the same rules, for their commands */
  HcClassifyRules *rules;  /* NULL until read */
  HcRule *draft;           /* a new one, shown last; NULL: none */
  char *shown_id;          /* NULL: the draft, or none */
  char *wanted_issue;      /* to be shown once read */
  char *wanted_id;         /* of a rule that was saved, to be shown once read */
  GCancellable *cancellable;

  gboolean setting;
  gboolean closing; /* asked and answered */
};

/* hc-rules-dialog.c */
void hc_rules_dialog_read (HcRulesDialog *self);
const HcRule *hc_rules_dialog_find (HcRulesDialog *self, const char *id); /* NULL: none */
/* Shows rule @id in the editor; NULL: the draft, or the first. */
void hc_rules_dialog_show (HcRulesDialog *self, const char *id);
void hc_rules_dialog_update (HcRulesDialog *self);

/* hc-rules-dialog-commands.c */
void hc_rules_dialog_class_install_actions (GtkWidgetClass *klass);
void hc_rules_dialog_update_actions (HcRulesDialog *self);
/* Saves what is edited, then shows rule @next (NULL: the saved one). */
void hc_rules_dialog_save (HcRulesDialog *self, const char *next);
void hc_rules_dialog_delete (HcRulesDialog *self);
void hc_rules_dialog_toggle (HcRulesDialog *self, const char *id, gboolean on);
void hc_rules_dialog_move (HcRulesDialog *self, const char *id, const char *onto, gboolean behind);
/* Something typed would be lost: asks, then goes on to rule @next (NULL: closes). */
void hc_rules_dialog_ask (HcRulesDialog *self, const char *next);

G_END_DECLS
