#pragma once

// The edges of bars belong to the model: charts count down to them, too.
#include "engine/model/bar_edges.h" // IWYU pragma: export
