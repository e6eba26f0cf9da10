#pragma once

#include <QColor>
#include <QPalette>
#include <QString>

namespace agora::app {

enum class ThemeName { Dark, Light };

/// Colours of the whole window. Buy is blue, sell is red; profit and loss carry a sign besides
/// their colour.
struct Theme {
    ThemeName name = ThemeName::Dark;
    QColor window, panel, raised, border;
    QColor text, muted, accent;
    QColor good, bad, warning, buy, sell;
    QColor flashUp, flashDown; ///< background of a quote that has just moved
    [[nodiscard]] QPalette palette() const;
    [[nodiscard]] QString styleSheet() const;
};

[[nodiscard]] Theme makeTheme(ThemeName name);
[[nodiscard]] QString themeKey(ThemeName name); ///< "dark" or "light"

} // namespace agora::app
