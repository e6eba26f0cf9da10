#pragma once

#include "app/look/theme.h"

#include <QIcon>
#include <QObject>

class QAction;

namespace agora::app {

/// The theme in use and the icons drawn in its colours; whoever paints listens to `changed`.
class Look final : public QObject {
    Q_OBJECT

public:
    explicit Look(ThemeName name, QObject *parent = nullptr);

    [[nodiscard]] const Theme &theme() const { return m_theme; }
    /// Puts the theme on the whole application.
    void apply(ThemeName name);

    /// `:/agora/icons/<name>.svg` in the theme's text colour, sharp at every scale.
    [[nodiscard]] QIcon icon(const QString &name) const;
    /// Gives the action that icon, again whenever the theme changes.
    void dress(QAction *action, const QString &name) const;

signals:
    void changed();

private:
    Theme m_theme;
};

} // namespace agora::app
