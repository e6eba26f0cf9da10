#pragma once

#include <QString>

#include <functional>

class QDialogButtonBox;
class QWidget;

namespace agora::app {

/// Our own words on the standard buttons: Qt's translations may not be installed.
void nameButtons(QDialogButtonBox &buttons);

/// Says that something was refused. Returns at once: nothing in the window waits in a dialog.
void showProblem(QWidget *parent, const QString &sentence);

/// Asks, and calls `yes` when the user agrees. Returns at once.
void confirm(QWidget *parent, const QString &objectName, const QString &question,
    const QString &yesText, std::function<void()> yes);

} // namespace agora::app
