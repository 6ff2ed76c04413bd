/* SPDX-License-Identifier: GPL-3.0-or-later */

/* A page of the window (abstract). The window owns it, creates it on first visit, gives it the
 * launch once, tells it when it is shown and hidden. A page owns one GCancellable a visit,
 * cancelled in hidden(). Actions of a page are “page.verb-noun”. A page lays its child out itself,
 * without a layout manager: it sees its size (resized()), and popovers that are its children find
 * their place. */

#pragma once

#include <adwaita.h>

#include "hc-launch.h"

G_BEGIN_DECLS

#define HC_TYPE_PAGE (hc_page_get_type ())
G_DECLARE_DERIVABLE_TYPE (HcPage, hc_page, HC, PAGE, AdwBin)

struct _HcPageClass
{
  AdwBinClass parent_class;

  void (*launch_set) (HcPage *self);   /* hc_page_launch() is there now, for good */
  void (*shown) (HcPage *self);
  void (*hidden) (HcPage *self);
  void (*begin_search) (HcPage *self); /* Ctrl+F; NULL: the page has no search */
  /* Widgets for the content header bar while the page is shown, created once; NULL: none. */
  GtkWidget *(*header_start) (HcPage *self);
  GtkWidget *(*header_end) (HcPage *self);
  GMenuModel *(*menu) (HcPage *self); /* page menu, NULL: none */
  /* The page has another size now: what has no room goes. Not within the allocation; NULL: one
   * layout for every size. */
  void (*resized) (HcPage *self, int width, int height);
};

HcLaunch *hc_page_launch (HcPage *self); /* borrowed */
void hc_page_set_launch (HcPage *self, HcLaunch *launch); /* for the window */
/* For the window: a visit begins and ends; they call the class's shown and hidden. */
void hc_page_show (HcPage *self);
void hc_page_hide (HcPage *self);
GCancellable *hc_page_cancellable (HcPage *self); /* of this visit; borrowed */
/* Subtitle under the page's title in the header (“As of Wednesday 11 March, 14:20”); NULL: none.
 * Property “subtitle”. */
void hc_page_set_subtitle (HcPage *self, const char *subtitle);
const char *hc_page_subtitle (HcPage *self);
/* Tells the user that @what (a whole sentence) failed because of @error; cancellation is silent. */
void hc_page_report (HcPage *self, const char *what, const GError *error);
/* A toast for something done; @action (optional, e.g. “win.undo”) with @button. */
void hc_page_toast (HcPage *self, const char *text, const char *button, const char *action);

/* Nothing can be written before there is a launch, nor to one that is open for reading only. */
gboolean hc_page_is_writable (HcPage *self);

/* Adds actions of the page, which they get as their data: “page.…” within it and, while it is
 * shown, within the window, in whose header its button and its menu stand. */
void hc_page_add_actions (HcPage *self, const GActionEntry *entries, guint n);
GActionGroup *hc_page_actions (HcPage *self); /* borrowed; NULL: none were added */
void hc_page_set_enabled (HcPage *self, const char *action, gboolean enabled);
void hc_page_set_state (HcPage *self, const char *action, GVariant *state);

typedef struct
{
  const char *keys;   /* “<Control><Shift>n” */
  const char *action; /* “page.add-row” */
} HcPageKey;

/* A controller for these keys. */
GtkEventController *hc_page_key_controller_new (const HcPageKey *keys, guint n);
/* Keys that work wherever the focus is in the window while the page is shown; borrowed for good. */
void hc_page_set_keys (HcPage *self, const HcPageKey *keys, guint n);

/* A button with a plus, for header_start(). */
GtkWidget *hc_page_create_add_button (const char *label, const char *tooltip, const char *action);

G_END_DECLS
