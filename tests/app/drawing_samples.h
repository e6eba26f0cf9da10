#pragma once

#include "tests/charts/drawing_hand.h"

namespace agora::app {

constexpr int patience = 60'000; // ms, on a busy machine

inline const QString euro = QStringLiteral("EUR_USD");

inline charts::Drawing ray(double price = 1.1)
{
    return tests::drawingOf(charts::DrawingKind::Ray,
        {{*parseIso("2026-01-14T10:00:00Z"), price}, {*parseIso("2026-01-14T12:00:00Z"), 1.2}});
}

} // namespace agora::app
