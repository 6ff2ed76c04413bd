/* SPDX-License-Identifier: GPL-3.0-or-later */

#include "config.h"

#include "metrics-util.h"

#include <string.h>

#include "program-util.h"

const JsonNode *
find_metric (const JsonNode *set, const char *id, const char *by, const char *group)
{
  const JsonNode *metrics = json_get (set, "metrics");

  for (guint i = 0; i < metrics->items->len; i++)
    {
      const JsonNode *entry = json_at (metrics, i);

      if (strcmp (json_text (entry, "id"), id) == 0 &&
          g_strcmp0 (json_text (entry, "by"), by) == 0 &&
          g_strcmp0 (json_text (entry, "group_value"), group) == 0)
        return entry;
    }
  g_error ("no metric %s by %s, %s", id, by != NULL ? by : "nothing",
           group != NULL ? group : "null");
}

JsonNode *
metrics_json (const char *dir, const char *launch, const char *option, const char *value)
{
  g_auto (Run) run = run_program (dir, "metrics", launch, "-f", "json", option, value, NULL);
  JsonNode *json;

  run_assert (&run, 0);
  json = json_parse (run.out);
  g_assert_nonnull (json);
  return json;
}
