#include "app/look/theme.h"

#include <QFile>

namespace agora::app {

namespace {

Theme darkTheme()
{
    Theme theme;
    theme.name = ThemeName::Dark;
    theme.window = QColor(0x1b, 0x1f, 0x27);
    theme.panel = QColor(0x14, 0x17, 0x1d);
    theme.raised = QColor(0x28, 0x2e, 0x39);
    theme.border = QColor(0x33, 0x3a, 0x47);
    theme.text = QColor(0xd6, 0xdb, 0xe4);
    theme.muted = QColor(0x83, 0x8c, 0x9c);
    theme.accent = QColor(0x3d, 0x7e, 0xe8);
    theme.good = QColor(0x35, 0xc2, 0x8b);
    theme.bad = QColor(0xf2, 0x5f, 0x5c);
    theme.warning = QColor(0xe8, 0xa9, 0x3a);
    theme.buy = QColor(0x5b, 0x9c, 0xf5);
    theme.sell = QColor(0xf2, 0x6d, 0x6a);
    theme.flashUp = QColor(0x1d, 0x4a, 0x3c);
    theme.flashDown = QColor(0x55, 0x27, 0x2b);
    return theme;
}

Theme lightTheme()
{
    Theme theme;
    theme.name = ThemeName::Light;
    theme.window = QColor(0xf1, 0xf3, 0xf6);
    theme.panel = QColor(0xff, 0xff, 0xff);
    theme.raised = QColor(0xe4, 0xe8, 0xee);
    theme.border = QColor(0xc9, 0xd0, 0xda);
    theme.text = QColor(0x1d, 0x24, 0x30);
    theme.muted = QColor(0x6a, 0x74, 0x85);
    theme.accent = QColor(0x2a, 0x6a, 0xd8);
    theme.good = QColor(0x0d, 0x8a, 0x5c);
    theme.bad = QColor(0xcf, 0x2f, 0x2f);
    theme.warning = QColor(0xa8, 0x6a, 0x00);
    theme.buy = QColor(0x1f, 0x63, 0xd1);
    theme.sell = QColor(0xcf, 0x2f, 0x2f);
    theme.flashUp = QColor(0xc9, 0xf0, 0xdf);
    theme.flashDown = QColor(0xfb, 0xd5, 0xd5);
    return theme;
}

} // namespace

Theme makeTheme(ThemeName name) { return name == ThemeName::Dark ? darkTheme() : lightTheme(); }

QString themeKey(ThemeName name)
{
    return name == ThemeName::Dark ? QStringLiteral("dark") : QStringLiteral("light");
}

QPalette Theme::palette() const
{
    QPalette palette;
    palette.setColor(QPalette::Window, window);
    palette.setColor(QPalette::WindowText, text);
    palette.setColor(QPalette::Base, panel);
    palette.setColor(QPalette::AlternateBase, window);
    palette.setColor(QPalette::Text, text);
    palette.setColor(QPalette::PlaceholderText, muted);
    palette.setColor(QPalette::Button, raised);
    palette.setColor(QPalette::ButtonText, text);
    palette.setColor(QPalette::BrightText, bad);
    palette.setColor(QPalette::Highlight, accent);
    palette.setColor(QPalette::HighlightedText, Qt::white);
    palette.setColor(QPalette::ToolTipBase, raised);
    palette.setColor(QPalette::ToolTipText, text);
    palette.setColor(QPalette::Link, accent);
    palette.setColor(QPalette::Light, raised);
    palette.setColor(QPalette::Midlight, raised);
    palette.setColor(QPalette::Mid, border);
    palette.setColor(QPalette::Dark, border);
    palette.setColor(QPalette::Shadow, name == ThemeName::Dark ? QColor(Qt::black) : border);
    for (const auto role : {QPalette::Text, QPalette::WindowText, QPalette::ButtonText})
        palette.setColor(QPalette::Disabled, role, muted);
    palette.setColor(QPalette::Disabled, QPalette::Highlight, border);
    return palette;
}

QString Theme::styleSheet() const
{
    QFile file(QStringLiteral(":/agora/style.qss"));
    if (!file.open(QIODevice::ReadOnly))
        return {};
    auto sheet = QString::fromUtf8(file.readAll());
    const std::pair<const char *, QColor> names[]
        = {{"@window", window}, {"@panel", panel}, {"@raised", raised}, {"@border", border},
            {"@text", text}, {"@muted", muted}, {"@accent", accent}, {"@good", good}, {"@bad", bad},
            {"@warning", warning}, {"@buy", buy}, {"@sell", sell}};
    for (const auto &[placeholder, colour] : names)
        sheet.replace(QLatin1String(placeholder), colour.name());
    return sheet;
}

} // namespace agora::app
