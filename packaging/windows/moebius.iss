; The installer of Moebius for Inno Setup 6, filled in by moebius_build.inno. Everything is the
; person's own: no administrator, nothing outside their profile and their part of the registry.
; https://jrsoftware.org/ishelp

[Setup]
AppId={{8966aad8-5719-4ddb-a10c-7aaf2dfa45a2}
AppName=Moebius
AppVersion=$version
AppVerName=Moebius $version
AppPublisher=$publisher
VersionInfoVersion=$numbers
VersionInfoProductTextVersion=$version
PrivilegesRequired=lowest
ArchitecturesAllowed=x64compatible
ArchitecturesInstallIn64BitMode=x64compatible
; Windows 10 of 2018: the oldest that Qt 6 runs on
MinVersion=10.0.17763
DefaultDirName={localappdata}\Programs\Moebius
DisableProgramGroupPage=yes
UninstallDisplayName=Moebius
UninstallDisplayIcon={app}\moebius.exe
ChangesAssociations=yes
CloseApplications=yes
CloseApplicationsFilter=*.exe,*.dll,*.pyd
RestartApplications=no
Compression=lzma2/max
SolidCompression=yes
WizardStyle=modern
WizardSmallImageFile=$small_pictures
WizardImageFile=$large_pictures
SetupIconFile=$icon
OutputDir=$out
OutputBaseFilename=$name
TimeStampsInUTC=yes
TouchDate=$date
TouchTime=$time
$sign_tool

[Languages]
Name: "en"; MessagesFile: "compiler:Default.isl"
Name: "de"; MessagesFile: "compiler:Languages\German.isl"
Name: "zh"; MessagesFile: "compiler:Default.isl,$chinese"

[CustomMessages]
en.Photo=Photo
de.Photo=Foto
zh.Photo=照片
en.About=Paint over what should not be in a photo, and it is gone.
de.About=Übermalen, was nicht ins Foto gehört, und es ist weg.
zh.About=涂抹照片中不该出现的东西，它就消失了。
en.StillRunning=Moebius is still running. Close its windows, then try again.
de.StillRunning=Moebius läuft noch. Schließen Sie seine Fenster und versuchen Sie es dann erneut.
zh.StillRunning=Moebius 仍在运行。请关闭它的窗口，然后重试。
en.RemoveOwnFiles=Also delete your settings, downloaded weights and edits that a crash left unsaved?%n%nThey are in %1.
de.RemoveOwnFiles=Auch Ihre Einstellungen, heruntergeladene Gewichte und nach einem Absturz ungesicherte Bearbeitungen löschen?%n%nSie liegen in %1.
zh.RemoveOwnFiles=是否同时删除您的设置、已下载的权重和崩溃后未保存的编辑？%n%n它们位于 %1。

[Tasks]
Name: "desktopicon"; Description: "{cm:CreateDesktopIcon}"; GroupDescription: "{cm:AdditionalIcons}"; Flags: unchecked

[InstallDelete]
; an older version's libraries; only files of ours are in there
Type: filesandordirs; Name: "{app}\_internal"

[Files]
Source: "$folder\*"; DestDir: "{app}"; Flags: ignoreversion recursesubdirs createallsubdirs touch

[Icons]
Name: "{autoprograms}\Moebius"; Filename: "{app}\moebius.exe"; Comment: "{cm:About}"
Name: "{autodesktop}\Moebius"; Filename: "{app}\moebius.exe"; Comment: "{cm:About}"; Tasks: desktopicon

[Registry]
$registry

[Run]
Filename: "{app}\moebius.exe"; Description: "{cm:LaunchProgram,Moebius}"; Flags: nowait postinstall skipifsilent

[Code]
function IsRunning(const Name: String): Boolean;
var
  Stream: TFileStream;
begin
  // Windows lets nobody write to a program that runs.
  Result := False;
  if FileExists(Name) then
    try
      Stream := TFileStream.Create(Name, fmOpenReadWrite or fmShareExclusive);
      Stream.Free;
    except
      Result := True;
    end;
end;

function InitializeUninstall: Boolean;
begin
  Result := True;
  while Result and (IsRunning(ExpandConstant('{app}\moebius.exe')) or IsRunning(ExpandConstant('{app}\moebius-cli.exe'))) do
    Result := SuppressibleMsgBox(CustomMessage('StillRunning'), mbError, MB_RETRYCANCEL, IDCANCEL) = IDRETRY;
end;

procedure CurUninstallStepChanged(CurUninstallStep: TUninstallStep);
var
  Own: String;
begin
  if CurUninstallStep <> usPostUninstall then
    Exit;
  Own := ExpandConstant('{localappdata}\moebius');
  if DirExists(Own) and not UninstallSilent then
    if SuppressibleMsgBox(FmtMessage(CustomMessage('RemoveOwnFiles'), [Own]), mbConfirmation, MB_YESNO or MB_DEFBUTTON2, IDNO) = IDYES then
      DelTree(Own, True, True, True);
end;
