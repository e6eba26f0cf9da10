#pragma once

#include "app/link/engine_link.h"
#include "app/look/look.h"
#include "app/main_window.h"
#include "app/start/command_line.h"
#include "app/start/engine_starter.h"
#include "engine/base/process.h"

#include <QSettings>
#include <QTranslator>

namespace agora::app {

/// The parts of a running window, in the order in which they need each other.
class Terminal final {
public:
    /// Needs the QApplication. The stop signals end the window as closing it would, without a
    /// question.
    Terminal(const CommandLine &line, const Paths &paths, const StopSignals &stopSignals);

    void show();

private:
    QSettings m_settings;
    QTranslator m_texts;
    QTranslator m_qtTexts;
    Look m_look;
    EngineLink m_link;
    EngineStarter m_starter;
    std::unique_ptr<MainWindow> m_window; // after the texts are installed
};

/// Puts the translators for `language` (empty = the system's) on the application.
void installTexts(const QString &language, QTranslator &texts, QTranslator &qtTexts);

} // namespace agora::app
