/* SPDX-License-Identifier: GPL-3.0-or-later */

#include "config.h"

#include "hc-page.h"

#include "hc-notify.h"

typedef struct
{
  HcLaunch *launch;
  GCancellable *cancellable; /* one per visit */
  char *subtitle;
  GSimpleActionGroup *actions; /* NULL: none */
  const HcPageKey *keys;       /* borrowed */
  guint n_keys;
  GtkEventController *shortcuts; /* while shown; borrowed */
  int width; /* of the last allocation */
  int height;
  guint resized_source;
} HcPagePrivate;

G_DEFINE_ABSTRACT_TYPE_WITH_PRIVATE (HcPage, hc_page, ADW_TYPE_BIN)

enum
{
  PROP_0,
  PROP_SUBTITLE,
  N_PROPS,
};

static GParamSpec *properties[N_PROPS];

static void
hc_page_get_property (GObject *object, guint id, GValue *value, GParamSpec *pspec)
{
  if (id == PROP_SUBTITLE)
    g_value_set_string (value, hc_page_subtitle (HC_PAGE (object)));
  else
    G_OBJECT_WARN_INVALID_PROPERTY_ID (object, id, pspec);
}

/* ---------------------------------------------------------------- size */

static gboolean
resized_cb (gpointer user_data)
{
  HcPage *self = user_data;
  HcPagePrivate *priv = hc_page_get_instance_private (self);

  priv->resized_source = 0;
  HC_PAGE_GET_CLASS (self)->resized (self, priv->width, priv->height);
  return G_SOURCE_REMOVE;
}

static void
hc_page_measure (GtkWidget *widget,
                 GtkOrientation orientation,
                 int for_size,
                 int *minimum,
                 int *natural,
                 int *minimum_baseline,
                 int *natural_baseline)
{
  GtkWidget *child = adw_bin_get_child (ADW_BIN (widget));

  if (child != NULL)
    gtk_widget_measure (child, orientation, for_size, minimum, natural, minimum_baseline,
                        natural_baseline);
}

static void
hc_page_size_allocate (GtkWidget *widget, int width, int height, int baseline)
{
  HcPagePrivate *priv = hc_page_get_instance_private (HC_PAGE (widget));

  for (GtkWidget *child = gtk_widget_get_first_child (widget); child != NULL;
       child = gtk_widget_get_next_sibling (child))
    if (gtk_widget_should_layout (child))
      gtk_widget_allocate (child, width, height, baseline, NULL);
    else if (GTK_IS_POPOVER (child) && gtk_widget_get_visible (child))
      gtk_popover_present (GTK_POPOVER (child));

  if (width == priv->width && height == priv->height)
    return;
  priv->width = width;
  priv->height = height;
  if (HC_PAGE_GET_CLASS (widget)->resized != NULL && priv->resized_source == 0)
    priv->resized_source = g_idle_add (resized_cb, widget); /* not inside an allocation */
}

/* ---------------------------------------------------------------- class */

static void
hc_page_dispose (GObject *object)
{
  HcPagePrivate *priv = hc_page_get_instance_private (HC_PAGE (object));

  g_clear_handle_id (&priv->resized_source, g_source_remove);
  if (priv->cancellable != NULL)
    g_cancellable_cancel (priv->cancellable);
  g_clear_object (&priv->cancellable);
  g_clear_object (&priv->launch);
  g_clear_pointer (&priv->subtitle, g_free);
  G_OBJECT_CLASS (hc_page_parent_class)->dispose (object);
}

/* Callbacks of a page that goes away may still set the states of its actions. */
static void
hc_page_finalize (GObject *object)
{
  HcPagePrivate *priv = hc_page_get_instance_private (HC_PAGE (object));

  g_clear_object (&priv->actions);
  G_OBJECT_CLASS (hc_page_parent_class)->finalize (object);
}

static void
hc_page_class_init (HcPageClass *klass)
{
  GObjectClass *object_class = G_OBJECT_CLASS (klass);
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  object_class->get_property = hc_page_get_property;
  object_class->dispose = hc_page_dispose;
  object_class->finalize = hc_page_finalize;
  widget_class->measure = hc_page_measure;
  widget_class->size_allocate = hc_page_size_allocate;
  properties[PROP_SUBTITLE] =
    g_param_spec_string ("subtitle", NULL, NULL, NULL,
                         G_PARAM_READABLE | G_PARAM_STATIC_STRINGS | G_PARAM_EXPLICIT_NOTIFY);
  g_object_class_install_properties (object_class, N_PROPS, properties);
}

static void
hc_page_init (HcPage *self)
{
  gtk_widget_set_layout_manager (GTK_WIDGET (self), NULL);
}

HcLaunch *
hc_page_launch (HcPage *self)
{
  HcPagePrivate *priv = hc_page_get_instance_private (self);

  return priv->launch;
}

void
hc_page_set_launch (HcPage *self, HcLaunch *launch)
{
  HcPagePrivate *priv = hc_page_get_instance_private (self);

  g_return_if_fail (priv->launch == NULL && HC_IS_LAUNCH (launch));

  priv->launch = g_object_ref (launch);
  if (HC_PAGE_GET_CLASS (self)->launch_set != NULL)
    HC_PAGE_GET_CLASS (self)->launch_set (self);
}

/* Within the window as well: buttons and menu of the page stand in its header. */
static void
insert_actions (HcPage *self, GSimpleActionGroup *actions)
{
  GtkRoot *root = gtk_widget_get_root (GTK_WIDGET (self));

  if (root != NULL)
    gtk_widget_insert_action_group (GTK_WIDGET (root), "page", G_ACTION_GROUP (actions));
}

static void
add_shortcuts (HcPage *self)
{
  HcPagePrivate *priv = hc_page_get_instance_private (self);

  priv->shortcuts = hc_page_key_controller_new (priv->keys, priv->n_keys);
  gtk_shortcut_controller_set_scope (GTK_SHORTCUT_CONTROLLER (priv->shortcuts),
                                     GTK_SHORTCUT_SCOPE_GLOBAL);
  gtk_widget_add_controller (GTK_WIDGET (self), priv->shortcuts);
}

void
hc_page_show (HcPage *self)
{
  HcPagePrivate *priv = hc_page_get_instance_private (self);

  g_return_if_fail (priv->cancellable == NULL);

  priv->cancellable = g_cancellable_new ();
  if (priv->actions != NULL)
    insert_actions (self, priv->actions);
  if (priv->n_keys > 0)
    add_shortcuts (self);
  if (HC_PAGE_GET_CLASS (self)->shown != NULL)
    HC_PAGE_GET_CLASS (self)->shown (self);
}

void
hc_page_hide (HcPage *self)
{
  HcPagePrivate *priv = hc_page_get_instance_private (self);

  if (priv->cancellable == NULL)
    return;
  if (HC_PAGE_GET_CLASS (self)->hidden != NULL)
    HC_PAGE_GET_CLASS (self)->hidden (self);
  if (priv->actions != NULL)
    insert_actions (self, NULL);
  if (priv->shortcuts != NULL)
    gtk_widget_remove_controller (GTK_WIDGET (self), priv->shortcuts);
  priv->shortcuts = NULL;
  g_cancellable_cancel (priv->cancellable);
  g_clear_object (&priv->cancellable);
}

GCancellable *
hc_page_cancellable (HcPage *self)
{
  HcPagePrivate *priv = hc_page_get_instance_private (self);

  return priv->cancellable;
}

void
hc_page_set_subtitle (HcPage *self, const char *subtitle)
{
  HcPagePrivate *priv = hc_page_get_instance_private (self);

  if (g_strcmp0 (priv->subtitle, subtitle) == 0)
    return;
  g_free (priv->subtitle);
  priv->subtitle = g_strdup (subtitle);
  g_object_notify_by_pspec (G_OBJECT (self), properties[PROP_SUBTITLE]);
}

const char *
hc_page_subtitle (HcPage *self)
{
  HcPagePrivate *priv = hc_page_get_instance_private (self);

  return priv->subtitle;
}

void
hc_page_report (HcPage *self, const char *what, const GError *error)
{
  hc_notify_error (GTK_WIDGET (self), what, error);
}

void
hc_page_toast (HcPage *self, const char *text, const char *button, const char *action)
{
  hc_notify_toast (GTK_WIDGET (self), text, button, action);
}

gboolean
hc_page_is_writable (HcPage *self)
{
  HcPagePrivate *priv = hc_page_get_instance_private (self);

  return priv->launch != NULL && !hc_store_is_read_only (hc_launch_store (priv->launch));
}

/* ---------------------------------------------------------------- actions and keys */

void
hc_page_add_actions (HcPage *self, const GActionEntry *entries, guint n)
{
  HcPagePrivate *priv = hc_page_get_instance_private (self);
  gboolean first = priv->actions == NULL;

  if (first)
    priv->actions = g_simple_action_group_new ();
  g_action_map_add_action_entries (G_ACTION_MAP (priv->actions), entries, (int) n, self);
  if (first)
    gtk_widget_insert_action_group (GTK_WIDGET (self), "page", G_ACTION_GROUP (priv->actions));
}

GActionGroup *
hc_page_actions (HcPage *self)
{
  HcPagePrivate *priv = hc_page_get_instance_private (self);

  return priv->actions != NULL ? G_ACTION_GROUP (priv->actions) : NULL;
}

static GSimpleAction *
find_action (HcPage *self, const char *name)
{
  HcPagePrivate *priv = hc_page_get_instance_private (self);

  return G_SIMPLE_ACTION (g_action_map_lookup_action (G_ACTION_MAP (priv->actions), name));
}

void
hc_page_set_enabled (HcPage *self, const char *action, gboolean enabled)
{
  g_simple_action_set_enabled (find_action (self, action), enabled);
}

void
hc_page_set_state (HcPage *self, const char *action, GVariant *state)
{
  g_simple_action_set_state (find_action (self, action), state);
}

GtkEventController *
hc_page_key_controller_new (const HcPageKey *keys, guint n)
{
  GtkEventController *controller = gtk_shortcut_controller_new ();

  for (guint i = 0; i < n; i++)
    gtk_shortcut_controller_add_shortcut (
      GTK_SHORTCUT_CONTROLLER (controller),
      gtk_shortcut_new (gtk_shortcut_trigger_parse_string (keys[i].keys),
                        gtk_named_action_new (keys[i].action)));
  return controller;
}

void
hc_page_set_keys (HcPage *self, const HcPageKey *keys, guint n)
{
  HcPagePrivate *priv = hc_page_get_instance_private (self);

  g_return_if_fail (priv->cancellable == NULL); /* not within a visit */

  priv->keys = keys;
  priv->n_keys = n;
}

GtkWidget *
hc_page_create_add_button (const char *label, const char *tooltip, const char *action)
{
  GtkWidget *button = gtk_button_new ();
  GtkWidget *content = adw_button_content_new ();

  adw_button_content_set_icon_name (ADW_BUTTON_CONTENT (content), "list-add-symbolic");
  adw_button_content_set_label (ADW_BUTTON_CONTENT (content), label);
  adw_button_content_set_use_underline (ADW_BUTTON_CONTENT (content), TRUE);
  gtk_button_set_child (GTK_BUTTON (button), content);
  gtk_actionable_set_action_name (GTK_ACTIONABLE (button), action);
  gtk_widget_set_tooltip_text (button, tooltip);
  return button;
}
