/* SPDX-License-Identifier: GPL-3.0-or-later */

/* What hc-window.c, hc-window-actions.c and hc-window-banner.c share. */

#pragma once

#include "hc-pages.h"
#include "hc-sidebar.h"
#include "hc-welcome.h"
#include "hc-window.h"

G_BEGIN_DECLS

typedef struct _HcWindowCare HcWindowCare;

/* A page and its header widgets, created on the first visit. */
typedef struct
{
  HcPage *page; /* borrowed from the stack; NULL: not visited yet */
  GtkWidget *start;
  GtkWidget *end;
  GMenuModel *menu;
} HcPageSlot;

struct _HcWindow
{
  AdwApplicationWindow parent_instance;

  /* Template widgets */
  AdwToastOverlay *overlay;
  GtkStack *stack;
  GtkWidget *opening_header;
  GtkWidget *opening_box;
  GtkLabel *opening_label;
  AdwLeaflet *leaflet;
  GtkWidget *sidebar_box;
  GtkWidget *content_box;
  HcSidebar *sidebar;
  AdwWindowTitle *launch_title;
  AdwWindowTitle *page_title;
  GtkMenuButton *menu_button;
  AdwBin *start_slot;
  AdwBin *end_slot;
  GtkMenuButton *page_menu_button;
  GtkWidget *import_button;
  GtkWidget *search_button;
  GtkInfoBar *banner;
  GtkLabel *banner_label;
  GtkButton *banner_button;
  GtkStack *pages;

  HcWelcome *welcome; /* borrowed from the stack; NULL: was not shown yet */

  /* Owned */
  HcLaunch *launch;
  HcWindowCare *care; /* of launch, until it closes */
  char *path;
  char *first_page; /* NULL: the one shown last time */
  GCancellable *opening;
  GAsyncResult *held; /* of opening, until the first frame */
  HcPageSlot *slots; /* hc_n_pages */
  GBinding *subtitle_binding;
  GMenu *undo_menu;
  guint opening_timeout;

  int current; /* page, -1: none */
  gboolean painted; /* there was a first frame */
  gboolean on_network;
  gboolean closing;
};

/* hc-window-actions.c */
void hc_window_class_install_actions (GtkWidgetClass *klass);
void hc_window_init_actions (HcWindow *self);
/* Derives every enabled state and the names of Undo and Redo. */
void hc_window_update_actions (HcWindow *self);

/* hc-window-banner.c */
void hc_window_init_banner (HcWindow *self);
/* Asks the system where the file lies; the banner follows. */
void hc_window_query_network (HcWindow *self);
void hc_window_update_banner (HcWindow *self);

/* hc-window-care.c */
HcWindowCare *hc_window_care_new (HcWindow *window, HcStore *store);
/* What the half hour brings. FALSE: nothing has changed since the last time. */
gboolean hc_window_care_snapshot (HcWindowCare *self);
/* Stops it. NULL is allowed. */
void hc_window_care_free (HcWindowCare *self);

/* hc-window.c */
void hc_window_show_index (HcWindow *self, int page);

G_END_DECLS
